using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>Connections that neither answer nor break.</summary>
[TestFixture, Parallelizable]
internal sealed class LostConnectionsTests : ApiTest
{
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(10);

    // What was on its way keeps its connection until its time is over, in 15 seconds: here all that creates and updates have of their own.
    [Test]
    public async Task Saves_OnceTheDatabaseIsBack_NeedNotWaitForWhatWasLeftBehind()
    {
        await using var network = new LossyWire(Api.ConnectionString);
        await using var replica = await ApiHost.StartAsync(network.ConnectionString, settings: ("Database:MaxConnections", "12"));
        JsonObject[] accounts = [NewAccount(), NewAccount()];
        foreach (var account in accounts)
        {
            account["id"] = (await SaveAsync(account)).SavedId;
            account["title"] = "Another title";
        }

        await using var hold = await Hold.AccountsAsync(Api.Database);
        var lost = accounts.Concat([NewAccount(), NewAccount()]).Select(SaveAsync).ToList();
        await hold.WaitForAsync(lost.Count);
        network.Lose();
        foreach (var answer in await Task.WhenAll(lost))
        {
            Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        }

        await hold.DisposeAsync();
        Assert.That(async () => (await new Call("tariffs/list").AnswerAsync(replica.Client)).Error, Is.Zero.After(60_000, 100));
        foreach (var account in accounts.Append(NewAccount()))
        {
            var answer = await SaveAsync(account).WaitAsync(InAnyCase);
            Assert.That(answer.Error, Is.Zero, answer.Body);
        }

        Task<Answer> SaveAsync(JsonObject account) => new Call { Text = account.ToJsonString() }.AnswerAsync(replica.Client);
    }

    // It may arrive at the server later, and would then end what another request has asked of the same process.
    [Test]
    public async Task Connection_WhoseCancellingIsNotAnswered_IsNotUsedAgain()
    {
        await using var network = new CommitGate(Api.ConnectionString, letsCommitPass: false, "select count(pg_cancel_backend(pid))");
        await using var replica = await ApiHost.StartAsync(network.ConnectionString, settings: ("Database:LockTimeoutSeconds", "30"));
        await using var hold = await Hold.AccountsAsync(Api.Database);
        using var hangUp = new CancellationTokenSource();
        var call = new Call { Text = NewAccount().ToJsonString(), Headers = [("Idempotency-Key", NewName("key"))] }.SendAsync(replica.Client, hangUp.Token);
        await hold.WaitForAsync(1);
        var process = await Api.ScalarAsync<int>("select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

        await hangUp.CancelAsync();
        await network.Reached;
        await hold.DisposeAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            async () => await Api.ScalarAsync<long>($"select count(*) from pg_stat_activity where pid = {process}"), Is.Zero.After(20_000, 50));
    }
}
