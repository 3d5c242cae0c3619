using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>
/// Nothing in the service may block the thread of a socket until another socket answers (decision 0015). With a single such thread, as
/// on a machine with one processor, whoever does so waits for ever: then the service does not start or does not answer.
/// </summary>
[TestFixture]
internal sealed class OneSocketThreadTests : ApiTest
{
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string> OneThread = new() { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" };

    [Test]
    public async Task Service_WithOneSocketThread_StartsAndAnswersEverythingItIsAskedAtOnce()
    {
        await using var service = await ServiceProcess.ServeAsync(
            OneThread,
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
