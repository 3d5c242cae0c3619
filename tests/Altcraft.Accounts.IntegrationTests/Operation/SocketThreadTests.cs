using System.Globalization;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>The program goes on where a socket was noticed, unless the environment says otherwise (decision 0015).</summary>
[TestFixture]
[Platform("Linux")]
internal sealed class SocketThreadTests : ApiTest
{
    // .NET has one such thread for each processor when requests are carried out on it, and otherwise one for every 30.
    [TestCase(null)]
    [TestCase("0")]
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
}
