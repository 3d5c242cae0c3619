using System.Text.Json.Nodes;
using Altcraft.Accounts.IntegrationTests.Reliability;
using Altcraft.Accounts.IntegrationTests.Telemetry;
using Faults;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>Reads from a standby (<c>Database:ReadFrom=prefer-standby</c>): a standby whose replay is paused shows who reads where.</summary>
[TestFixture]
internal sealed class StandbyReadTests
{
    private OwnDatabase _database = null!;
    private ApiHost _standby = null!;

    private ApiHost FromPrimary => _database.Api;

    private PostgresCluster Standby => _database.Standby;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _database = await OwnDatabase.StartAsync(hasStandby: true);
        _standby = await ApiHost.StartAsync(_database.Server.ConnectionStringWith(Standby), null, ("Database:ReadFrom", "prefer-standby"), ("Telemetry:Prometheus", "true"));

        // Commits shall not wait for one that will be stopped.
        await _database.Server.ScalarAsync<object?>("alter system reset synchronous_standby_names");
        await _database.Server.ScalarAsync<bool>("select pg_reload_conf()");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _standby.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task Reads_WhenTheStandbyIsBehindAndThenGone_ShowWhatItHasAndThenWhatThePrimaryHas()
    {
        var account = NewAccount("behind");
        var id = (await DoAsync(_standby, "accounts/save", account)).SavedId;
        await PauseAsync();
        account["id"] = id;
        account["title"] = "Changed";
        account["version"] = 1;
        await DoAsync(_standby, "accounts/save", account);
        var entries = new JsonObject { ["object_type"] = "account", ["object_id"] = id };

        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("A title"), "get by ID");
        Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "behind" }), Is.EqualTo("A title"), "get by name");
        Assert.That((await ListAsync(_standby)).Items[0]["title"]!.ToString(), Is.EqualTo("A title"), "list");
        Assert.That((await DoAsync(_standby, "audit/list", entries)).TotalCount, Is.EqualTo(1), "the journal");
        Assert.That(await TitleAsync(FromPrimary, new JsonObject { ["id"] = id }), Is.EqualTo("Changed"), "unless it is asked for, the primary is read");
        Assert.That((await DoAsync(FromPrimary, "audit/list", entries)).TotalCount, Is.EqualTo(2));

        account["version"] = 2;
        account["title"] = "Changed again";
        await DoAsync(_standby, "accounts/save", account, ("Idempotency-Key", "version-of-the-primary"));
        account["version"] = 3;
        await DoAsync(_standby, "accounts/save", account);
        var made = (await DoAsync(_standby, "accounts/save", NewAccount("made meanwhile"))).SavedId;
        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = made }), Is.EqualTo("A title"), "one that the standby does not know");
        Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "made meanwhile" }), Is.EqualTo("A title"));
        var token = await DoAsync(_standby, "tokens/create", new JsonObject { ["name"] = "new", ["scopes"] = "accounts.read" });
        Assert.That((await new Call("accounts/list") { Token = token.Data!["token"]!.ToString() }.AnswerAsync(_standby.Client)).Error, Is.Zero, "tokens are never old");
        await DoAsync(_standby, "tokens/revoke", new JsonObject { ["id"] = token.Data["id"]!.ToString() });
        Assert.That((await new Call("accounts/list") { Token = token.Data["token"]!.ToString() }.AnswerAsync(_standby.Client)).Error, Is.EqualTo(401));
        Assert.That((await DoAsync(_standby, "tariffs/save", new JsonObject { ["name"] = "Brand new" })).SavedId, Is.Positive);
        var ofNew = NewAccount("of the new tariff");
        ofNew["tariff"] = "Brand new";
        await DoAsync(_standby, "accounts/save", ofNew);

        await Standby.ScalarAsync<object?>("select pg_wal_replay_resume()");
        await CatchUpAsync();
        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("Changed again"));
        Assert.That((await ListAsync(_standby)).TotalCount, Is.EqualTo((await ListAsync(FromPrimary)).TotalCount));

        // It waits for the standby first, which is told.
        await Standby.FreezeAsync();
        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("Changed again"));
        Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "behind" }), Is.EqualTo("Changed again"));
        Assert.That(_standby.Log, Has.Exactly(1).StartsWith("Warning: A standby could not answer a read, so the primary was asked"));
        var metrics = Exposition.Parse(await _standby.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        Assert.That(metrics.Sum("altcraft_accounts_standby_failures_total"), Is.GreaterThanOrEqualTo(1));
        await Standby.ThawAsync();

        // With connections to it in the pool.
        await Standby.DisposeAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("Changed again"));
            Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "behind" }), Is.EqualTo("Changed again"));
            Assert.That((await ListAsync(_standby)).Items, Is.Not.Empty);
            await DoAsync(_standby, "audit/list", []);
        }
    }

    // Until the standby has all that was committed.
    private async Task CatchUpAsync()
    {
        var written = await _database.Server.ScalarAsync<string>("select pg_current_wal_lsn()::text");
        while (!await Standby.ScalarAsync<bool>($"select pg_last_wal_replay_lsn() >= '{written}'"))
        {
            await Task.Delay(20);
        }
    }

    // From now on the standby stays as it is.
    private async Task PauseAsync()
    {
        await CatchUpAsync();
        await Standby.ScalarAsync<object?>("select pg_wal_replay_pause()");
        while (await Standby.ScalarAsync<string>("select pg_get_wal_replay_pause_state()") != "paused")
        {
            await Task.Delay(20);
        }
    }

    private static async Task<string> TitleAsync(ApiHost api, JsonObject parameters) =>
        (await DoAsync(api, "accounts/get", parameters)).Data!["account"]!["title"]!.ToString();

    private static Task<Answer> ListAsync(ApiHost api) => DoAsync(api, "accounts/list", new JsonObject { ["search"] = "behind" });

    private static async Task<Answer> DoAsync(ApiHost api, string path, JsonObject parameters, params (string Name, string Value)[] headers)
    {
        var answer = await new Call(path) { Text = parameters.ToJsonString(), Headers = headers }.AnswerAsync(api.Client);
        Assert.That(answer.Error, Is.Zero, $"{path}: {answer.Body}");
        return answer;
    }

    private static JsonObject NewAccount(string name) => new()
    {
        ["name"] = name,
        ["title"] = "A title",
        ["tz"] = "UTC",
        ["tariff"] = "any",
        ["reports_day"] = 1,
        ["reports_hour"] = 9,
    };
}
