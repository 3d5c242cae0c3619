using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>A value cannot make a second line of the log, look like a field of one, or hide or reverse a part of one.</summary>
[TestFixture]
public sealed partial class LogForgeryTests
{
    private const string Forged = "POST /forged 200 error=0 1ms request=forged token=1";

    private static readonly string[] Breaks = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\v", "\f", "\u001b[2K", "\u001b[1A", "\b\b", "\u202e", "\u2066", "\u200f", "\0", "\u007f"];

    [Test]
    public async Task Lines_WhateverIsSent_AreOneARequest([Values] bool logsJson)
    {
        var connectionString = await PostgresServer.NewDatabaseAsync();
        await using var service = await ServiceProcess.ServeAsync(
            connectionString, "--Bootstrap:AdminToken=" + ApiHost.AdminToken, $"--Logging:Json={logsJson}");
        await PostgresServer.ExecuteAsync(connectionString, "alter table tariffs rename column description to \"broken\n12:00:00.000 column\"");

        // The last line of the start, which comes after the service listens.
        Assert.That(() => service.Lines, Has.Some.Contains("Documentation: ").After(20_000, 20));
        var before = service.Lines.Count;
        var requests = 0;
        foreach (var text in Breaks.Select(one => one + Forged))
        {
            await SendAsync(new Call("/a" + Uri.EscapeDataString(text)));

            // Kestrel answers NUL in a path by itself, without a line.
            requests -= text[0] == '\0' ? 1 : 0;
            await SendAsync(new Call("tariffs/list?x=" + Uri.EscapeDataString(text)));
            await SendAsync(new Call("tariffs/list?" + Uri.EscapeDataString(text) + "=1"));
            await SendAsync(new Call("accounts/get") { Text = new JsonObject { ["name"] = text, [text] = 1 }.ToJsonString() });
        }

        // The exception of a 500 has a line break in its message.
        await SendAsync(new Call("tariffs/save") { Text = "{\"name\":\"failure\"}" });
        requests++;
        await service.TerminateAsync(() => Task.CompletedTask);

        var lines = service.Lines.Skip(before).Where(line => !line.Contains("Stopping", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.EqualTo(requests), string.Join('\n', lines));
        foreach (var line in lines)
        {
            Assert.That(line.Where(IsHarmful), Is.Empty, line);
            if (logsJson)
            {
                Assert.That(() => JsonDocument.Parse(line), Throws.Nothing);
            }
            else
            {
                Assert.That(line, Does.Match(@"^\d\d:\d\d:\d\d\.\d\d\d (ERROR Request |POST )"));
                Assert.That(QuotedValue().Replace(line, string.Empty), Does.Not.Contain("forged"));
            }
        }

        async Task SendAsync(Call call)
        {
            requests++;
            using var response = await call.SendAsync(service.Client);
        }
    }

    [GeneratedRegex(@"""([^""\\]|\\.)*""")]
    private static partial Regex QuotedValue();

    private static bool IsHarmful(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
