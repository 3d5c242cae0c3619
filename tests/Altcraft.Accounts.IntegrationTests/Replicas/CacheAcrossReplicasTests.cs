using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>
/// Two processes on one database, as behind a load balancer: what one changes, the other knows within 5 seconds (contract, section 8;
/// decision 0003). Every answer to a request that was sent later than that must be the new one.
/// </summary>
[TestFixture]
internal sealed class CacheAcrossReplicasTests : ApiTest
{
    private static readonly TimeSpan KnownElsewhere = TimeSpan.FromSeconds(5);

    private ServiceProcess _one = null!;
    private ServiceProcess _other = null!;

    [OneTimeSetUp]
    public async Task StartReplicasAsync() => (_one, _other) =
        (await ServiceProcess.ServeAsync(Api.ConnectionString), await ServiceProcess.ServeAsync(Api.ConnectionString));

    [OneTimeTearDown]
    public async Task StopReplicasAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Test]
    public async Task Change_OnOneProcess_IsKnownOnTheOtherWithinFiveSeconds()
    {
        var (tokenId, secret) = await CreateTokenAsync("accounts.read");
        var renamed = await SavedTariffAsync(_one, new JsonObject { ["name"] = "To be renamed" });
        var removed = await SavedTariffAsync(_one, new JsonObject { ["name"] = "To be removed" });
        var limited = await SavedTariffAsync(_one, new JsonObject { ["name"] = "To be limited" });
        var byToken = new Call("accounts/list") { Token = secret };

        // Each is known to both now, and only just. The tariff to be removed has no account: its save fails, but not because of it.
        foreach (var replica in (ServiceProcess[])[_one, _other])
        {
            Assert.That((await byToken.AnswerAsync(replica.Client)).Error, Is.Zero);
            Assert.That((await Create("To be renamed").AnswerAsync(replica.Client)).Error, Is.Zero);
            Assert.That((await Create("To be limited").AnswerAsync(replica.Client)).Error, Is.Zero);
            Assert.That((await Create("To be removed", connector: 999_999).AnswerAsync(replica.Client)).Errors.Single().Field, Does.StartWith("external"));
        }

        await DoAsync(_one, "tokens/revoke", WithId(tokenId));
        await SavedTariffAsync(_one, new JsonObject { ["id"] = renamed, ["name"] = "Renamed" });
        await DoAsync(_one, "tariffs/delete", WithId(removed));
        await SavedTariffAsync(_one, new JsonObject { ["id"] = limited, ["name"] = "To be limited", ["max_accounts"] = 2 });
        var since = Stopwatch.StartNew();

        Assert.That((await byToken.AnswerAsync(_one.Client)).Error, Is.EqualTo(401), "where it was revoked, at once");
        Assert.That((await Create("To be renamed").AnswerAsync(_one.Client)).Error, Is.EqualTo(400), "where it was renamed, at once");
        Assert.That((await Create("Renamed").AnswerAsync(_other.Client)).Error, Is.Zero, "what is new is found at once everywhere");
        Assert.That((await Create("To be limited").AnswerAsync(_other.Client)).Error, Is.EqualTo(402), "a limit holds at once: the database decides");
        Assert.That((await Create("To be removed").AnswerAsync(_other.Client)).Error, Is.EqualTo(400), "nothing is stored for a tariff that is gone");
        await Task.WhenAll(BecomesAsync(() => byToken, 401, since), BecomesAsync(() => Create("To be renamed"), 400, since));
    }

    private async Task BecomesAsync(Func<Call> call, int error, Stopwatch since)
    {
        while (true)
        {
            var sent = since.Elapsed;
            var answer = await call().AnswerAsync(_other.Client);
            if (answer.Error == error)
            {
                return;
            }

            Assert.That(
                sent,
                Is.LessThan(KnownElsewhere),
                () => $"{answer.Body}, {since.Elapsed} after the change; the replica wrote: {string.Join(Environment.NewLine, _other.Lines.TakeLast(20))}");
            await Task.Delay(50);
        }
    }

    private static Call Create(string tariff, long connector = 1) =>
        new() { Text = NewAccount(("tariff", tariff), ("external_data_connectors", connector)).ToJsonString() };

    private static async Task<long> SavedTariffAsync(ServiceProcess replica, JsonObject parameters) =>
        (await DoAsync(replica, "tariffs/save", parameters)).SavedId;

    private static async Task<Answer> DoAsync(ServiceProcess replica, string path, JsonObject parameters)
    {
        var answer = await new Call(path) { Text = parameters.ToJsonString() }.AnswerAsync(replica.Client);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer;
    }
}
