using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>
/// A write whose answer gets lost on the way: nobody knows whether it was stored, and the answer says so (contract, section 2). The same request
/// with the same Idempotency-Key finds out.
/// </summary>
[TestFixture]
public sealed class BrokenCommitTests : ApiTest
{
    [Test]
    public async Task Save_WhenTheConnectionBreaksAroundTheCommit_IsUnknownUntilItIsSentAgain([Values] Wire wire, [Values] bool hasKey, [Values] bool hasCommitted)
    {
        var name = NewName("Broken");
        var parameters = NewAccount(("name", name), ("external_data_connectors", new JsonArray(1, 2)));
        await using var gate = new CommitGate(Api.ConnectionString, hasCommitted, hasKey ? null : "insert into accounts");
        await using var service = await StartWarmAsync(gate);
        var entries = await CountEntriesAsync();
        var asking = SaveAsync(service, parameters, wire, hasKey ? name : null);
        await gate.Reached;
        if (hasCommitted)
        {
            await UntilStoredAsync(name);
        }

        gate.Cut();
        RequireUnknown(await asking);
        Assert.That(await CountAccountsAsync(name), Is.EqualTo(hasCommitted ? 1 : 0));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(hasCommitted ? 1 : 0));

        // PostgreSQL may need a moment to notice that the first connection is gone.
        var again = await SaveAsync(service, parameters, wire, hasKey ? name : null);
        for (var i = 0; hasKey && again.Error == 409 && i < 250; i++)
        {
            await Task.Delay(20);
            again = await SaveAsync(service, parameters, wire, name);
        }

        Assert.That(again.Error, Is.EqualTo(hasCommitted && !hasKey ? 409 : 0), again.Body);
        Assert.That(again.Headers.Contains("Idempotency-Replayed"), Is.EqualTo(hasCommitted && hasKey));
        Assert.That(await CountAccountsAsync(name), Is.EqualTo(1));
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1));
    }

    [Test]
    public async Task Update_WhenTheConnectionBreaksAroundIt_IsUnknown([Values] bool hasCommitted)
    {
        var name = NewName("Broken");
        var id = await CreateAccountAsync(("name", name));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var gate = new CommitGate(Api.ConnectionString, hasCommitted, "update accounts a");
        await using var service = await StartWarmAsync(gate);

        var asking = SaveAsync(service, NewAccount(("id", id), ("name", name), ("title", "Another")), Wire.Json, null);
        await gate.Reached;
        while (hasCommitted && (await GetAccountAsync(id))["account"]!["title"]!.ToString() != "Another")
        {
            await Task.Delay(10, limit.Token);
        }

        gate.Cut();
        RequireUnknown(await asking);
        Assert.That((await GetAccountAsync(id))["account"]!["title"]!.ToString(), Is.EqualTo(hasCommitted ? "Another" : "A title"));
    }

    // Before the COMMIT nothing can be stored, so the answer says that nothing was.
    [Test]
    public async Task Save_WhenTheConnectionBreaksBeforeTheCommit_ChangesNothing()
    {
        var name = NewName("Broken");
        await using var gate = new CommitGate(Api.ConnectionString, letsCommitPass: true, "insert into idempotency_keys");
        await using var service = await StartWarmAsync(gate);
        var asking = SaveAsync(service, NewAccount(("name", name)), Wire.Json, name);
        await gate.Reached;

        gate.Cut();
        var answer = await asking;

        Assert.That((answer.Error, answer.Errors.Count), Is.EqualTo((503, 0)), answer.Body);
        Assert.That(answer.ErrorText, Does.Contain("nothing was changed"));
        Assert.That(await CountAccountsAsync(name), Is.Zero);
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

        RequireUnknown(await asking);
    }

    private static void RequireUnknown(Answer answer)
    {
        Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        Assert.That(answer.ErrorText, Does.Not.Contain("nothing was changed"));
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("Idempotency-Key", "outcome_unknown") }));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    // A change is batched only when its token and references are known already; the first one reads them in its transaction. What warms
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
