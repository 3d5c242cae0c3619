using System.Globalization;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>The program goes on where a socket was noticed, unless the environment says otherwise (decision 0015).</summary>
[TestFixture]
internal sealed class SocketThreadTests : ApiTest
{
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(60);

    // .NET has one such thread for each processor when requests are carried out on it, and otherwise one for every 30.
    [TestCase(null)]
    [TestCase("0")]
    [Platform("Linux")]
    public async Task Service_HasASocketThreadForEachProcessor_UnlessItIsToldOtherwise(string? inlineCompletions)
    {
        var environment = new Dictionary<string, string>();
        if (inlineCompletions is not null)
        {
            environment[SocketThreadsOfTests.Switch] = inlineCompletions;
        }

        await using var service = await ServiceProcess.ServeAsync(environment, Api.ConnectionString);
        Assert.That((await new Call("accounts/list").AnswerAsync(service.Client)).Error, Is.Zero);

        var threads = Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.ProcessId}/task"))
            .Count(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim() == ".NET Sockets");
        Assert.That(threads, Is.EqualTo(inlineCompletions is null ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount / 30)));
    }

    // Nothing may block such a thread until another socket answers. With a single one, as on a machine with one processor, whoever does so
    // waits for ever: then the service does not start or does not answer.
    [Test]
    public async Task Service_WithOneSocketThread_StartsAndAnswersEverythingItIsAskedAtOnce()
    {
        await using var service = await ServiceProcess.ServeAsync(
            new Dictionary<string, string> { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" },
            await PostgresServer.NewDatabaseAsync(),
            "--Bootstrap:AdminToken=" + ApiHost.AdminToken,
            "--Bootstrap:ExampleData=true").WaitAsync(InAnyCase);

        // Joined writes, transactions of their own (an idempotency key; a limit), reads, refusals, and both wire formats.
        var creates = Enumerable.Range(0, 24).Select(i => Save(i).AnswerAsync(service.Client));
        var limited = await new Call("tariffs/save") { Text = """{"name":"limited","max_accounts":1}""" }.AnswerAsync(service.Client).WaitAsync(InAnyCase);
        var others = new[]
        {
            new Call("accounts/list") { Text = "{}" },
            new Call("accounts/list") { Text = "<root/>", Wire = Wire.Xml },
            new Call("audit/list") { Text = "{}" },
            new Call("accounts/save") { Text = NewAccount(("tariff", "limited")).ToJsonString() },
            new Call("accounts/save") { Text = new JsonObject { ["name"] = "" }.ToJsonString() },
            new Call("accounts/list") { Token = "aat_" + new string('x', 43) },
        };
        var answers = await Task.WhenAll(creates.Concat(others.Select(call => call.AnswerAsync(service.Client)))).WaitAsync(InAnyCase);

        Assert.That(limited.Error, Is.Zero, limited.Body);
        Assert.That(answers.Select(answer => answer.Error), Is.EqualTo(Enumerable.Repeat(0, 28).Concat([400, 401])), string.Join('\n', service.Lines));
    }

    private static Call Save(int number) => new()
    {
        Text = NewAccount().ToJsonString(),
        Headers = number % 3 == 0 ? [("Idempotency-Key", $"key-{number}")] : [],
    };
}
