using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>Connections that are cut while they are idle, and such that neither answer nor break.</summary>
[TestFixture, Parallelizable]
internal sealed class LostConnectionsTests : ApiTest
{
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(10);

    // Each is cut before anything of the request was executed: it is tried once more on a new one.
    [Test]
    public async Task Requests_WhenIdleConnectionsWereCut_AreCarriedOutAllTheSame([Values] Wire wire)
    {
        var account = NewAccount();
        account["id"] = await CreateAccountAsync(("name", account["name"]!.ToString()));

        // The first round leaves an idle connection in every pool.
        for (var round = 0; round < 2; round++)
        {
            account["title"] = NewName("title");
            (string Path, JsonObject Parameters, (string, string)[] Headers)[] requests =
            [
                ("accounts/save", NewAccount(), []),
                ("accounts/save", account, []),
                ("accounts/save", NewAccount(), [("Idempotency-Key", NewName("key"))]),
                ("accounts/get", WithId((long)account["id"]!), []),
                ("accounts/get", new JsonObject { ["name"] = account["name"]!.ToString() }, []),
                ("accounts/list", [], []),
                ("accounts/list", new JsonObject { ["search"] = "account" }, []),
                ("audit/list", [], []),
                ("tariffs/save", new JsonObject { ["name"] = NewName("tariff") }, []),
            ];
            foreach (var (path, parameters, headers) in requests)
            {
                await CutAsync();
                var answer = await SendAsync(path, parameters, wire, headers);

                Assert.That(answer.Error, Is.Zero, $"{path}: {answer.Body}");
            }
        }
    }

    // What was in flight keeps its connection until its time is over: here all that creates and updates have of their own.
    [Test]
    public async Task Saves_WhenConnectionsNoLongerAnswer_AreCarriedOutOnceTheirTimeIsOver()
    {
        await using var network = new LossyWire(Api.ConnectionString);
        await using var replica = await ApiHost.StartAsync(network.ConnectionString + ";Maximum Pool Size=16;Command Timeout=2;Cancellation Timeout=500");
        JsonObject[] accounts = [NewAccount(), NewAccount()];
        foreach (var account in accounts)
        {
            account["id"] = (await SaveAsync(account)).SavedId;
            account["title"] = "Another title";
        }

        await using var hold = await Hold.AccountsAsync(Api.Database);
        var lost = accounts.Concat([NewAccount(), NewAccount()]).Select(SaveAsync).ToList();
        await hold.WaitForAsync(2);
        network.Lose();
        foreach (var answer in await Task.WhenAll(lost).WaitAsync(InAnyCase))
        {
            Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        }

        await hold.DisposeAsync();
        foreach (var account in accounts.Append(NewAccount()))
        {
            // Each lost connection that a pool still holds costs one request its answer: of 16, batches have 2 and other requests 6.
            const int MostLost = 10;
            var answer = await SaveAsync(account).WaitAsync(InAnyCase);
            for (var tries = 0; answer.Error == 503 && tries < MostLost; tries++)
            {
                answer = await SaveAsync(account).WaitAsync(InAnyCase);
            }

            Assert.That(answer.Error, Is.Zero, answer.Body);
        }

        Task<Answer> SaveAsync(JsonObject account) => new Call { Text = account.ToJsonString() }.AnswerAsync(replica.Client);
    }

    private Task CutAsync() => Api.ExecuteAsync("""
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = 'altcraft-accounts'
        """);
}
