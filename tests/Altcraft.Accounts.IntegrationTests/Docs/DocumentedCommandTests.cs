using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Altcraft.Accounts.IntegrationTests.Mail;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>The pages of docs/ and the README, run as a reader would, on a service with the example data: every answer is the one that is shown.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class DocumentedCommandTests
{
    private const string Address = "http://127.0.0.1:5080";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [TestCaseSource(typeof(DocumentedCommand), nameof(DocumentedCommand.Pages))]
    public async Task Every_command_of_the_page_is_answered_as_shown(string page)
    {
        await using var mailServer = new TestMailServer().Start();
        await using var api = await StartAsync(mailServer);
        await RunAsync(api, mailServer, page, ids: null);
    }

    [Test]
    public async Task The_pages_can_be_followed_one_after_the_other()
    {
        await using var mailServer = new TestMailServer().Start();
        await using var api = await StartAsync(mailServer);
        string[] pages = ["README.md", .. DocumentedCommand.Pages().Where(page => page != "README.md")];
        foreach (var page in pages)
        {
            // Whoever reads the README makes a token on the command line, so the IDs of tokens are others, too.
            var made = await new Call("tokens/create") { Text = """{"name":"mine","scopes":["accounts.read"]}""" }.AnswerAsync(api.Client);
            var mine = $"select revoked_at is null from tokens where id = {made.Data!["id"]}";

            await RunAsync(api, mailServer, page, new DocumentedIds());

            Assert.That(await api.ScalarAsync<bool>(mine), Is.True, $"{page} must touch nothing but what it has made");
        }
    }

    [Test]
    public void There_is_a_page_for_each_job() => Assert.That(DocumentedCommand.Pages(), Is.SupersetOf(new[]
    {
        "docs/change-one-field.md", "docs/create-an-account.md", "docs/find-out-who-changed-what.md", "docs/invite-a-colleague.md", "docs/retry-safely.md",
        "docs/rotate-a-token.md", "docs/suspend-a-customer.md",
    }));

    private static Task<ApiHost> StartAsync(TestMailServer mailServer) => ApiHost.StartAsync(settings:
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", mailServer.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Smtp:Security", "none"),
        ("Smtp:From", "no-reply@example.com"), ("Users:WelcomeUrl", Address + "/docs#code={code}"),
    ]);

    // Without IDs, those of the answers must be the ones that are shown.
    private static async Task RunAsync(ApiHost api, TestMailServer mailServer, string page, DocumentedIds? ids)
    {
        var directory = Directory.CreateTempSubdirectory("accounts-docs-").FullName;
        Directory.CreateDirectory(Path.Combine(directory, ".data"));
        await File.WriteAllTextAsync(Path.Combine(directory, ".data", "admin-token"), ApiHost.AdminToken + "\n");
        var commands = DocumentedCommand.Of(page);
        var script = new StringBuilder("set -eu\n");
        for (var i = 0; i < commands.Count; i++)
        {
            // Variables live on from one block to the next, as in a reader's shell.
            var command = commands[i].Command == DocumentedCommand.ReadLink ? "timeout 60 bash -c 'until [ -e link ]; do sleep 0.05; done'\nLINK=$(cat link)" : commands[i].Command;
            script.Append("{\n").Append(command.Replace(Address, api.Address.ToString().TrimEnd('/'), StringComparison.Ordinal))
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"\n}} > answer.{i}\n");
        }

        await Task.WhenAll(RunAsync(script.ToString(), directory), commands.Any(block => block.Command == DocumentedCommand.ReadLink)
            ? PasteLinkAsync(api, mailServer, Path.Combine(directory, "link")) : Task.CompletedTask);

        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < commands.Count; i++)
            {
                if (commands[i].Format is { } format)
                {
                    var shown = Comparable(commands[i].Answer, format);
                    var answer = Comparable(await File.ReadAllTextAsync(Path.Combine(directory, $"answer.{i}")), format);
                    Assert.That(ids?.AsShown(answer, shown) ?? answer, Does.Match(Pattern(shown)), commands[i].Command);
                }
            }
        }

        Directory.Delete(directory, recursive: true);
    }

    // As the reader does, who takes longer than the service needs to store that the mail was sent.
    private static async Task PasteLinkAsync(ApiHost api, TestMailServer mailServer, string file)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await api.ScalarAsync<bool>("select count(sent_at) > 0 from welcome_mails"))
        {
            await Task.Delay(50, limit.Token);
        }

        await File.WriteAllTextAsync(file + ".new", Link().Match(mailServer.Received.Single().Message.TextBody!).Value, limit.Token);
        File.Move(file + ".new", file);
    }

    private static async Task RunAsync(string script, string directory)
    {
        var start = new ProcessStartInfo("bash", ["-s"]) { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var problems = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.That(bash.ExitCode, Is.Zero, problems);
    }

    private static string Comparable(string answer, string format) => format switch
    {
        "json" => JsonNode.Parse(answer)!.ToJsonString(Plain),
        "xml" => XElement.Parse(answer).ToString(SaveOptions.DisableFormatting),
        _ => answer.Trim(),
    };

    // "…" stands for what is another every time: moments, secrets, IDs of requests.
    private static string Pattern(string documented) => "^" + Regex.Escape(documented).Replace("…", "[^\"<>]+", StringComparison.Ordinal) + "$";

    [GeneratedRegex(@"http://\S+#code=\S+")]
    private static partial Regex Link();
}
