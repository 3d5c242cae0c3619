using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>Connections that neither answer nor break.</summary>
[TestFixture]
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
}
