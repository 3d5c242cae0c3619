using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Concurrency;

/// <summary>
/// Requests that take the same rows in opposite orders. Where the order can be the same for all, it is; where it cannot, PostgreSQL
/// ends one of two that wait for each other, and the service carries that one out once more.
/// </summary>
[TestFixture]
public sealed class OppositeOrderTests : ApiTest
{
    [Test]
    public async Task Names_WhenTwoAccountsSwapThem_AreToldThatTheyAreTaken([Values] bool hasKey)
    {
        var (first, second) = (NewName(), NewName());
        var a = await CreateAccountAsync(("name", first));
        var b = await CreateAccountAsync(("name", second));
        for (var round = 0; round < 4; round++)
        {
            var answers = await Task.WhenAll(
                Swap(a, second, Wire.Json, hasKey), Swap(b, first, Wire.Xml, hasKey));

            Assert.That(answers.Select(answer => answer.Error), Is.All.EqualTo(409), string.Join('\n', answers.Select(answer => answer.Body)));
        }
    }

    [Test]
    public async Task Names_WhenTwoReplicasCreateTheSameOnes_GoToOneEach()
    {
        var deadlocks = await DeadlocksAsync();
        await using var replica = await ApiHost.StartAsync(Api.ConnectionString);
        for (var round = 0; round < 5; round++)
        {
            var names = Enumerable.Range(0, 24).Select(_ => NewName()).ToList();

            var answers = await Task.WhenAll(names.Select(name => SendAsync("accounts/save", NewAccount(("name", name))))
                .Concat(names.AsEnumerable().Reverse().Select(name => Answer.OfAsync(
                    replica.Client,
                    "accounts/save",
                    WireBody.Of(NewAccount(("name", name)), Wire.Xml),
                    Wire.Xml,
                    ("Authorization", "Bearer " + ApiHost.AdminToken)))));

            Assert.That(answers.Count(answer => answer.Error == 0), Is.EqualTo(24), string.Join('\n', answers.Select(answer => answer.Body).Distinct()));
            Assert.That(answers.Count(answer => answer.Error == 409), Is.EqualTo(24));
        }

        Assert.That(await DeadlocksAsync(), Is.EqualTo(deadlocks), "names are taken in one order by everybody");
    }

    [Test]
    public async Task Everything_WhenDoneToTheSameRowsAtOnce_IsAnsweredAndNeverStuck()
    {
        var tariffs = new List<long>();
        foreach (var max in new int?[] { 20, 20, null })
        {
            tariffs.Add((await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = max })).SavedId);
        }

        var accounts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CreateAccountAsync()));
        var random = new Random(7);
        var calls = Enumerable.Range(0, 300).Select(_ => (Kind: random.Next(8), Account: accounts[random.Next(accounts.Length)], Tariff: random.Next(3))).ToList();

        var answers = new List<Answer>();
        foreach (var wave in calls.Chunk(60))
        {
            answers.AddRange(await Task.WhenAll(wave.Select((call, i) => Task.Run(() => SendAsync(PathOf(call.Kind), Parameters(call), (Wire)(i % 2), Key(call.Kind))))));
        }

        Assert.That(answers.Select(answer => answer.Error), Is.All.AnyOf(0, 400, 402, 404, 409), string.Join('\n', answers.Where(answer => answer.Error >= 500).Select(answer => answer.Body)));
        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            await Api.ScalarAsync<long>("select count(*) from accounts a where version <> (select count(*) from audit_entries e where e.object_type = 'account' and e.object_id = a.id)"),
            Is.Zero);

        static string PathOf(int kind) => kind switch
        {
            0 or 1 or 2 => "accounts/save",
            3 => "tariffs/save",
            4 => "accounts/delete",
            5 => "accounts/restore",
            6 => "accounts/deactivate",
            _ => "accounts/activate",
        };

        (string, string)[] Key(int kind) => kind % 2 == 0 ? [("Idempotency-Key", NewName("key"))] : [];

        JsonObject Parameters((int Kind, long Account, int Tariff) call) => call.Kind switch
        {
            0 => NewAccount(("id", call.Account), ("tariff", tariffs[call.Tariff]), ("external_data_connectors", new JsonArray(1 + call.Tariff, 2))),
            1 => NewAccount(("id", call.Account), ("name", $"contested-{call.Tariff}"), ("external_data_connectors", new JsonArray(2, 1))),
            2 => NewAccount(("tariff", tariffs[call.Tariff]), ("name", $"contested-{call.Tariff}")),
            3 => new JsonObject { ["id"] = tariffs[call.Tariff], ["name"] = NewName("renamed"), ["max_accounts"] = call.Tariff == 2 ? null : 20 },
            _ => WithId(call.Account),
        };
    }

    private Task<Answer> Swap(long id, string name, Wire wire, bool hasKey) =>
        SendAsync("accounts/save", NewAccount(("id", id), ("name", name)), wire, hasKey ? [("Idempotency-Key", NewName("key"))] : []);

    private Task<long> DeadlocksAsync() => Api.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()");
}
