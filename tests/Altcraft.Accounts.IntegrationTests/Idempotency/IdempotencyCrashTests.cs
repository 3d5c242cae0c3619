namespace Altcraft.Accounts.IntegrationTests.Idempotency;

/// <summary>A service that is killed around its commit: the retry finds out what became of the first one (contract, section 10).</summary>
[TestFixture, Parallelizable]
public sealed class IdempotencyCrashTests : ApiTest
{
    [Test]
    public async Task Save_WhenKilledAroundTheCommit_IsDoneOnceByTheRetry([Values] Wire wire, [Values] bool hasCommitted)
    {
        var name = NewName("Crash");
        var body = WireBody.Of(NewAccount(("name", name)), wire);
        var entries = await CountEntriesAsync();
        await using (var gate = new CommitGate(Api.ConnectionString, letsCommitPass: hasCommitted))
        {
            await using var killed = await ServiceProcess.ServeAsync(gate.ConnectionString);
            await ApiHost.UntilReadyAsync(killed.Client);
            var unanswered = SendAsync(killed, body, wire, name, "first");
            await gate.Reached;
            if (hasCommitted)
            {
                await UntilStoredAsync(name);
            }

            await killed.KillAsync();
            Assert.That(async () => await unanswered, Throws.InstanceOf<HttpRequestException>(), "nobody has told the client");
        }

        Assert.That(await CountAccountsAsync(name), Is.EqualTo(hasCommitted ? 1 : 0));
        await using var service = await ServiceProcess.ServeAsync(Api.ConnectionString);
        await ApiHost.UntilReadyAsync(service.Client);
        var answer = await SendAsync(service, body, wire, name, "second");
        while (answer.Error == 409)
        {
            // PostgreSQL has not noticed yet that the killed one is gone.
            await Task.Delay(100);
            answer = await SendAsync(service, body, wire, name, "second");
        }

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(answer.SavedId, Is.EqualTo(await Api.ScalarAsync<long>($"select id from accounts where name = '{name}'")));
        Assert.That(answer.Headers.Contains("Idempotency-Replayed"), Is.EqualTo(hasCommitted));
        Assert.That(await CountAccountsAsync(name), Is.EqualTo(1), "one account");
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1), "one entry of the journal");
        var requestId = await Api.ScalarAsync<string>($"select request_id from audit_entries where object_id = {answer.SavedId}");
        Assert.That(requestId, Is.EqualTo(hasCommitted ? "first" : "second"));
    }

    private static Task<Answer> SendAsync(ServiceProcess service, string body, Wire wire, string key, string requestId) => Answer.OfAsync(
        service.Client,
        "accounts/save",
        body,
        wire,
        ("Authorization", "Bearer " + ApiHost.AdminToken),
        ("Idempotency-Key", key),
        ("X-Request-Id", requestId));
}
