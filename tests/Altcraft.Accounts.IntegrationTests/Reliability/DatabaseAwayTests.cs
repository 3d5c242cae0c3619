namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>
/// What is answered while the database is away, and what is there afterwards (docs/reliability.md): a few seconds of what
/// <c>scripts/faults</c> does for minutes.
/// </summary>
[TestFixture]
internal sealed class DatabaseAwayTests
{
    // A request ends with its deadline (Limits:DeadlineSeconds, 10 s) whatever the database does.
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(11);

    private OwnDatabase _database = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _database = await OwnDatabase.StartAsync(settings: ("Database:StatementTimeoutSeconds", "2"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _database.DisposeAsync();

    [Test]
    public async Task Requests_WhenTheDatabaseIsFrozen_AreAnsweredWhileItIs([Values] Wire wire)
    {
        await _database.CreateUntilStoredAsync(wire);
        await _database.Server.FreezeAsync();
        try
        {
            var inFlight = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _database.CreateAsync($"frozen-{wire}-{i}", wire))).WaitAsync(InAnyCase);
            var later = await _database.CreateAsync($"frozen-{wire}-later", wire).WaitAsync(InAnyCase);

            using (Assert.EnterMultipleScope())
            {
                foreach (var answer in inFlight.Append(later))
                {
                    Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
                    Assert.That(answer.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
                    Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
                }

                Assert.That(later.ErrorText, Does.Contain("nothing was changed"));
                Assert.That(await _database.HealthAsync("live"), Is.EqualTo(200));
                Assert.That(await _database.HealthAsync("ready"), Is.EqualTo(503));
            }
        }
        finally
        {
            await _database.Server.ThawAsync();
        }

        await _database.CreateUntilStoredAsync(wire);
        Assert.That(async () => await _database.HealthAsync("ready"), Is.EqualTo(200).After(5_000, 100), "the last answer is kept for a second");
    }

    [Test]
    public async Task Requests_WhenTheDatabaseRefusesConnections_AreAnsweredAtOnce()
    {
        await _database.CreateUntilStoredAsync(Wire.Json);
        await using var proxy = await HaProxy.StartAsync(_database.Api.Address);
        await _database.Server.KillAsync();
        try
        {
            // The connections that the kill has broken are noticed by whoever comes first.
            await _database.CreateAsync("killed-first", Wire.Json).WaitAsync(InAnyCase);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _database.CreateAsync($"killed-{i}", Wire.Json)));

            Assert.That(answers.Select(answer => answer.Error), Is.All.EqualTo(503));
            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(async () => await _database.HealthAsync("ready"), Is.EqualTo(503).After(3_000, 100), "the last answer is kept for a second");
            await RequireEnvelopesAsync(proxy);
        }
        finally
        {
            await _database.Server.StartAsync();
        }

        await _database.CreateUntilStoredAsync(Wire.Json);
        Assert.That(async () => await _database.HealthAsync("ready"), Is.EqualTo(200).After(3_000, 100));
    }

    // PostgreSQL gives up waiting for a standby when the statement is cancelled, as the service does after its own limit: it says so in a
    // warning, and then that the change is committed.
    [Test]
    public async Task Save_WhenTheSynchronousStandbyDoesNotConfirm_IsUnknownUntilItDoes([Values] bool hasKey)
    {
        await _database.CreateUntilStoredAsync(Wire.Json);
        var before = await OwnDatabase.CountWholeAsync(_database.Server);
        await SetStandbyAsync("set synchronous_standby_names = 'nobody'");
        string name;
        var created = 0;
        try
        {
            Answer answer;
            do
            {
                // The first ones may come before the server knows its setting.
                name = $"unconfirmed-{hasKey}-{++created}";
                answer = await WithoutWaitAsync(_database.CreateAsync(name, Wire.Json, hasKey));
            }
            while (answer.Error == 0 && created < 100);
            RequireUnknown(answer);
            if (hasKey)
            {
                // The stored answer is not confirmed either.
                RequireUnknown(await WithoutWaitAsync(_database.CreateAsync(name, Wire.Json)));
            }
        }
        finally
        {
            await SetStandbyAsync("reset synchronous_standby_names");
        }

        Assert.That((await _database.CreateAsync(name, Wire.Json, hasKey)).Error, Is.EqualTo(hasKey ? 0 : 409));
        Assert.That(await OwnDatabase.CountWholeAsync(_database.Server), Is.EqualTo(before + created));
    }

    [Test]
    public async Task Load_WhenTheDatabaseIsKilledAndStarted_IsStoredOnce() => await WithLoadAsync(async () =>
    {
        await _database.Server.KillAsync();
        await Task.Delay(500);
        await _database.Server.StartAsync();
    });

    [Test]
    public async Task Load_WhenAllConnectionsAreCut_IsStoredOnce() => await WithLoadAsync(() =>
        _database.Server.ScalarAsync<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'accounts' and pid <> pg_backend_pid()"));

    private async Task WithLoadAsync(Func<Task> harm)
    {
        var before = await OwnDatabase.CountWholeAsync(_database.Server);
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(async number =>
        {
            var stored = 0;
            while (!stop.IsCancellationRequested)
            {
                await _database.CreateUntilStoredAsync(number % 2 == 0 ? Wire.Json : Wire.Xml);
                stored++;
            }

            return stored;
        }).ToList();
        await Task.Delay(300);
        await harm();
        await Task.Delay(700);
        await stop.CancelAsync();
        var acknowledged = (await Task.WhenAll(clients)).Sum();

        Assert.That(acknowledged, Is.GreaterThan(8));
        Assert.That(await OwnDatabase.CountWholeAsync(_database.Server) - before, Is.EqualTo(acknowledged));
        Assert.That(await _database.Server.ScalarAsync<long>("select count(*) from accounts"), Is.EqualTo(before + acknowledged), "none without its entry");
    }

    // Longer than the proxy needs to notice that no service behind it is ready.
    private static async Task RequireEnvelopesAsync(HaProxy proxy)
    {
        using var client = new HttpClient { BaseAddress = proxy.Address };
        for (var i = 0; i < 15; i++)
        {
            var answer = await Answer.OfAsync(client, "accounts/list", "<xml/>", Wire.Xml, ("Authorization", "Bearer " + ApiHost.AdminToken));
            Assert.That((answer.Error, answer.MediaType), Is.EqualTo((503, "application/xml")), answer.Body);
            await Task.Delay(100);
        }
    }

    private async Task SetStandbyAsync(string setting)
    {
        await _database.Server.ScalarAsync<object?>("alter system " + setting);
        await _database.Server.ScalarAsync<bool>("select pg_reload_conf()");
    }

    // Cancels what waits for a standby until the request is answered.
    private async Task<Answer> WithoutWaitAsync(Task<Answer> asking)
    {
        while (!asking.IsCompleted)
        {
            await _database.Server.ScalarAsync<long>("select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'");
        }

        return await asking;
    }

    private static void RequireUnknown(Answer answer)
    {
        Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        Assert.That(answer.Errors.Select(error => error.Code), Is.EqualTo(new[] { "outcome_unknown" }));
    }
}
