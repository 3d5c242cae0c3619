using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>A write whose answer gets lost on the way (decision 0009): the truth is told where it can be found out, and else that it cannot.</summary>
[TestFixture]
public sealed class BrokenCommitTests : ApiTest
{
    [Test]
    public async Task Save_WhenTheConnectionBreaksAroundTheCommit_TellsWhatBecameOfIt([Values] Wire wire, [Values] bool hasKey, [Values] bool hasCommitted)
    {
        var name = NewName("Broken");
        await using var gate = new CommitGate(Api.ConnectionString, hasCommitted, hasKey ? null : "insert into accounts");
        await using var service = await StartWarmAsync(gate);

        var entries = await CountEntriesAsync();
        var asking = SaveAsync(service, NewAccount(("name", name), ("external_data_connectors", new JsonArray(1, 2))), wire, hasKey ? name : null);
        await gate.Reached;
        if (hasCommitted)
        {
            await UntilStoredAsync(name);
        }

        gate.Cut();
        var answer = await asking;

        Assert.That(await CountAccountsAsync(name), Is.EqualTo(hasCommitted ? 1 : 0));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(hasCommitted ? 1 : 0));
        if (hasCommitted)
        {
            Assert.That(answer.Error, Is.Zero, answer.Body);
            Assert.That(answer.SavedId, Is.EqualTo(await Api.ScalarAsync<long>($"select id from accounts where name = '{name}'")));
        }
        else
        {
            Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
            Assert.That(answer.ErrorText, Does.Contain("nothing was changed"));
            Assert.That(answer.Errors, Is.Empty);
        }
    }

    // Somebody looks at the journal every 300 ms. What was entered before he looked, and committed after, is still looked for.
    [Test]
    public async Task Save_WhenTheJournalIsLookedAtBetweenItsEntryAndTheCommit_IsFoundToBeStored()
    {
        var name = NewName("Broken");
        await using var gate = new CommitGate(Api.ConnectionString, letsCommitPass: true) { KeyTakes = TimeSpan.FromSeconds(1) };
        await using var service = await StartWarmAsync(gate);
        var asking = SaveAsync(service, NewAccount(("name", name)), Wire.Json, name);
        await gate.Reached;
        await UntilStoredAsync(name);

        gate.Cut();
        var answer = await asking;

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    [Test]
    public async Task Update_WhenTheConnectionBreaksAroundIt_TellsWhatBecameOfIt([Values] bool hasCommitted)
    {
        var name = NewName("Broken");
        var id = await CreateAccountAsync(("name", name));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var gate = new CommitGate(Api.ConnectionString, hasCommitted, "update accounts set");
        await using var service = await StartWarmAsync(gate);

        var asking = SaveAsync(service, NewAccount(("id", id), ("name", name), ("title", "Another")), Wire.Json, null);
        await gate.Reached;
        while (hasCommitted && (await GetAccountAsync(id))["account"]!["title"]!.ToString() != "Another")
        {
            await Task.Delay(10, limit.Token);
        }

        gate.Cut();
        var answer = await asking;

        Assert.That(answer.Error, Is.EqualTo(hasCommitted ? 0 : 503), answer.Body);
        Assert.That((await GetAccountAsync(id))["account"]!["title"]!.ToString(), Is.EqualTo(hasCommitted ? "Another" : "A title"));
    }

    [Test]
    public async Task Save_WhenTheDatabaseIsGoneWithTheAnswer_SaysThatItDoesNotKnow([Values] Wire wire, [Values] bool hasKey)
    {
        var name = NewName("Broken");
        var gate = new CommitGate(Api.ConnectionString, letsCommitPass: true, hasKey ? null : "insert into accounts");
        await using var service = await StartWarmAsync(gate);
        var asking = SaveAsync(service, NewAccount(("name", name)), wire, hasKey ? name : null);
        await gate.Reached;

        await gate.DisposeAsync();
        var answer = await asking;

        Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        Assert.That(answer.ErrorText, Does.Not.Contain("nothing was changed"));
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("Idempotency-Key", "outcome_unknown") }));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Save_WhenAPoolerHidesTheServersProcess_NeverSaysThatNothingWasChanged([Values] bool hasKey, [Values] bool hasCommitted)
    {
        var name = NewName("Broken");
        await using var gate = new CommitGate(Api.ConnectionString, hasCommitted, hasKey ? null : "insert into accounts");
        await using var service = await StartWarmAsync(gate, ("Database:Pooler", "transaction"));
        var asking = SaveAsync(service, NewAccount(("name", name)), Wire.Json, hasKey ? name : null);
        await gate.Reached;
        if (hasCommitted)
        {
            await UntilStoredAsync(name);
        }

        gate.Cut();
        var answer = await asking;

        Assert.That(answer.Error, Is.EqualTo(hasCommitted ? 0 : 503), answer.Body);
        Assert.That(answer.Errors.Select(error => error.Code), Is.EqualTo(hasCommitted ? [] : new[] { "outcome_unknown" }));
    }

    // A change joins others only when its token and references are known already; the first one reads them in its transaction. What warms
    // the service up is a change of the other kind than the one that is held.
    private async Task<ApiHost> StartWarmAsync(CommitGate gate, params (string Key, string Value)[] settings)
    {
        var service = await ApiHost.StartAsync(gate.ConnectionString, settings: settings);
        var known = NewAccount(("external_data_connectors", new JsonArray(1, 2)));
        if (gate.HoldsUpdates)
        {
            Assert.That((await SaveAsync(service, known, Wire.Json, null)).Error, Is.Zero);
            return service;
        }

        known["id"] = await CreateAccountAsync(("name", known["name"]!.ToString()), ("external_data_connectors", new JsonArray(1, 2)));
        known["title"] = "Warm";
        Assert.That((await SaveAsync(service, known, Wire.Json, null)).Error, Is.Zero);
        return service;
    }

    private static Task<Answer> SaveAsync(ApiHost service, JsonNode parameters, Wire wire, string? key) => Answer.OfAsync(
        service.Client,
        "accounts/save",
        WireBody.Of(parameters, wire),
        wire,
        key is null ? [("Authorization", "Bearer " + ApiHost.AdminToken)] : [("Authorization", "Bearer " + ApiHost.AdminToken), ("Idempotency-Key", key)]);
}
