using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>Reads from a standby (<c>Database:ReadFrom=prefer-standby</c>): a standby whose replay is paused shows who reads where.</summary>
[TestFixture]
internal sealed class StandbyReadTests
{
    private StandbyServer _servers = null!;
    private ApiHost _standby = null!;
    private ApiHost _primary = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _servers = await StandbyServer.StartAsync();
        _primary = await ApiHost.StartAsync(_servers.ConnectionString, settings: ("Bootstrap:ExampleData", "true"));
        _standby = await ApiHost.StartAsync(_servers.ConnectionString, settings: ("Database:ReadFrom", "prefer-standby"));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Test]
    public async Task Reads_WhenTheStandbyIsBehindAndThenGone_ShowWhatItHasAndThenWhatThePrimaryHas()
    {
        var account = NewAccount("behind");
        var id = (await DoAsync(_standby, "accounts/save", account)).SavedId;
        await _servers.PauseAsync();
        account["id"] = id;
        account["title"] = "Changed";
        account["version"] = 1;
        await DoAsync(_standby, "accounts/save", account);
        var entries = new JsonObject { ["object_type"] = "account", ["object_id"] = id };

        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("A title"), "get by ID");
        Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "behind" }), Is.EqualTo("A title"), "get by name");
        Assert.That((await ListAsync(_standby)).Items[0]["title"]!.ToString(), Is.EqualTo("A title"), "list");
        Assert.That((await DoAsync(_standby, "audit/list", entries)).TotalCount, Is.EqualTo(1), "the journal");
        Assert.That(await TitleAsync(_primary, new JsonObject { ["id"] = id }), Is.EqualTo("Changed"), "unless it is asked for, the primary is read");
        Assert.That((await DoAsync(_primary, "audit/list", entries)).TotalCount, Is.EqualTo(2));

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

        await _servers.ResumeAsync();
        await _servers.CatchUpAsync();
        Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("Changed again"));
        Assert.That((await ListAsync(_standby)).TotalCount, Is.EqualTo((await ListAsync(_primary)).TotalCount));

        // With connections to it in the pool.
        await _servers.StopStandbyAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.That(await TitleAsync(_standby, new JsonObject { ["id"] = id }), Is.EqualTo("Changed again"));
            Assert.That(await TitleAsync(_standby, new JsonObject { ["name"] = "behind" }), Is.EqualTo("Changed again"));
            Assert.That((await ListAsync(_standby)).Items, Is.Not.Empty);
            await DoAsync(_standby, "audit/list", []);
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
        ["tariff"] = "example tariff",
        ["reports_day"] = 1,
        ["reports_hour"] = 9,
    };
}
