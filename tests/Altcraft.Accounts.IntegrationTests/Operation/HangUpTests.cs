using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>Callers who hang up, and requests whose time is over, while PostgreSQL works for them.</summary>
[TestFixture]
internal sealed class HangUpTests : ApiTest
{
    private const int Callers = 48;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    // More callers than there are connections, so that some wait for one; and no limit of the server's ends what they began.
    protected override (string Key, string Value)[] Settings =>
        [("Database:MaxConnections", "7"), ("Database:LockTimeoutSeconds", "30"), ("Database:StatementTimeoutSeconds", "30"), ("Limits:DeadlineSeconds", "3")];

    [Test]
    public async Task Statements_WhenTheirCallersHangUp_AreEndedAtOnce([Values] Wire wire)
    {
        await using var hold = await Hold.AccountsAsync(Api.Database);
        using var hangUp = new CancellationTokenSource();
        var calls = Enumerable.Range(0, Callers).Select(_ => SaveAlone(wire).SendAsync(Api.Client, hangUp.Token)).ToList();
        await hold.WaitForAsync(6);

        await hangUp.CancelAsync();

        Assert.That(async () => await Task.WhenAll(calls), Throws.InstanceOf<OperationCanceledException>());
        await AssertNobodyWaitsAsync();
        Assert.That((await SendAsync("tariffs/list", new JsonObject(), wire)).Error, Is.Zero, "the connections are free again");
        await hold.DisposeAsync();
        Assert.That((await SendAsync("accounts/save", NewAccount(), wire)).Error, Is.Zero);
        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Statements_WhenTheTimeOfTheirRequestsIsOver_AreEndedAtOnce([Values] Wire wire)
    {
        await using var hold = await Hold.AccountsAsync(Api.Database);

        var answer = await SaveAlone(wire).AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        await AssertNobodyWaitsAsync();
    }

    // A key, so that it has a transaction of its own.
    private static Call SaveAlone(Wire wire) =>
        new() { Body = System.Text.Encoding.UTF8.GetBytes(WireBody.Of(NewAccount(), wire)), Wire = wire, Headers = [("Idempotency-Key", NewName("key"))] };

    private async Task AssertNobodyWaitsAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await Hold.CountWaitingAsync(Api.Database) > 0)
        {
            Assert.That(clock.Elapsed, Is.LessThan(Soon));
            await Task.Delay(10);
        }
    }
}
