using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>
/// What a request may cost: statements sent to PostgreSQL, counted, not timed (decision 0003). A new look-up in the way of a save
/// shows here first.
/// </summary>
[TestFixture]
public sealed class RoundTripTests : ApiTest
{
    // Creates, reads and updates have connections of their own: opening them is not counted.
    [OneTimeSetUp]
    public async Task OpenConnectionsAsync()
    {
        var name = NewName();
        await CreateAccountAsync(("id", await CreateAccountAsync(("name", name))), ("name", name), ("title", "Another"));
    }

    [Test]
    public async Task Save_WhenTheReferencesAreKnown_CreatesWithOneStatement([Values] Wire wire)
    {
        var body = NewAccount(("external_data_connectors", new JsonArray(1, 2, 3, 4)), ("account_postgresql", 2), ("web_version_policy", "Keep for a year"));
        await SendAsync("accounts/save", body, wire);

        body["name"] = NewName();
        var statements = await SentStatements.DuringAsync(async trace => Assert.That((await SendAsync("accounts/save", body, wire, trace)).Error, Is.Zero));

        Assert.That(statements, Has.Count.EqualTo(1), string.Join("\n", statements));
    }

    [Test]
    public async Task Save_WhenTheReferencesAreKnown_UpdatesWithTwoStatements([Values] Wire wire)
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));

        var statements = await SentStatements.DuringAsync(async trace =>
            Assert.That((await SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", "Another")), wire, trace)).Error, Is.Zero));

        Assert.That(statements, Has.Count.EqualTo(2), string.Join("\n", statements));
    }

    [TestCase("accounts/get", 1)]
    [TestCase("accounts/freeze", 2)]
    [TestCase("accounts/delete", 2)]
    public async Task Request_OnOneAccount_SendsNoMoreStatementsThanItsDesignSays(string path, int most)
    {
        var parameters = new JsonObject { ["id"] = await CreateAccountAsync() };
        if (path == "accounts/freeze")
        {
            parameters["frozen_details"] = new JsonObject { ["payment_url"] = "https://example.com" };
        }

        var statements = await SentStatements.DuringAsync(async trace => Assert.That((await SendAsync(path, parameters, headers: trace)).Error, Is.Zero));

        Assert.That(statements, Has.Count.EqualTo(most), string.Join("\n", statements));
    }
}
