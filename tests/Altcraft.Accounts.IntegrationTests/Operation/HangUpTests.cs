using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>Callers who hang up, and requests whose time is over, while PostgreSQL works for them.</summary>
[TestFixture]
internal sealed class HangUpTests : ApiTest
{
    private const int Callers = 48;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(60);

    // More callers than there are connections, so that none is left to cancel with; and no limit of the server's ends what they began.
    protected override (string Key, string Value)[] Settings =>
        [("Database:MaxConnections", "7"), ("Database:LockTimeoutSeconds", "30"), ("Database:StatementTimeoutSeconds", "30"), ("Limits:DeadlineSeconds", "3")];

    [Test]
    public async Task Statements_WhenTheirCallersHangUp_AreEndedAtOnce([Values] Wire wire)
    {
        await using var hold = await Hold.AccountsAsync(Api.Database);
        using var hangUp = new CancellationTokenSource();
        var calls = Enumerable.Range(0, Callers).Select(_ => SaveAlone(wire).SendAsync(Api.Client, hangUp.Token)).ToList();
        await hold.WaitForAsync(7);

        await hangUp.CancelAsync();

        Assert.That(async () => await Task.WhenAll(calls), Throws.InstanceOf<OperationCanceledException>());
        await AssertNobodyWaitsAsync();
        Assert.That((await SendAsync("tariffs/list", new JsonObject(), wire)).Error, Is.Zero, "the connections are free again");
        await hold.DisposeAsync();
        Assert.That((await SendAsync("accounts/save", NewAccount(), wire)).Error, Is.Zero);
        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Statements_WhenTheTimeOfTheirRequestsIsOver_AreEndedAtOnce([Values] Wire wire)
    {
        await using var hold = await Hold.AccountsAsync(Api.Database);

        var answer = await SaveAlone(wire).AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(503), answer.Body);
        await AssertNobodyWaitsAsync();
    }

    [Test]
    public async Task Statements_WhenConnectionsHaveTheRoleOfAnother_AreEndedAtOnce()
    {
        var role = NewName("deputy").Replace('-', '_');
        await Api.ExecuteAsync($"create role {role} superuser");
        await using var replica = await ApiHost.StartAsync(Api.ConnectionString + ";Options=-c role=" + role, settings: Settings);
        await using var hold = await Hold.AccountsAsync(Api.Database);
        using var hangUp = new CancellationTokenSource();
        var call = SaveAlone(Wire.Json).SendAsync(replica.Client, hangUp.Token);
        await hold.WaitForAsync(1);

        await hangUp.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await AssertNobodyWaitsAsync();
    }

    // The cancelling itself is never answered here, and the statement is, meanwhile: who has to read its answer must not wait for the cancelling.
    [Test]
    [Platform("Linux")]
    public async Task Others_WhileACancellingIsNotAnswered_AreAnsweredByTheOneSocketThread()
    {
        await using var wire = new DeafWire(await PostgresServer.NewDatabaseAsync());
        await using var service = await ServiceProcess.ServeOnOneSocketThreadAsync(wire.ConnectionString);
        Assert.That((await SaveAlone(Wire.Json).AnswerAsync(service.Client)).Error, Is.Zero);
        await using var source = NpgsqlDataSource.Create(wire.ConnectionString);
        await using var hold = await Hold.AccountsAsync(source);
        using var hangUp = new CancellationTokenSource();
        var call = SaveAlone(Wire.Json).SendAsync(service.Client, hangUp.Token);
        await hold.WaitForAsync(1);

        wire.IsDeaf = true;
        await hangUp.CancelAsync();
        await Task.Delay(200);
        await hold.DisposeAsync();
        await Task.Delay(50);
        var clock = Stopwatch.StartNew();
        var health = await service.Client.GetAsync(new Uri("/health/live", UriKind.Relative)).WaitAsync(InAnyCase);

        Assert.That(clock.Elapsed, Is.LessThan(Soon), string.Join('\n', service.Lines));
        Assert.That(health.IsSuccessStatusCode, Is.True);
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        wire.IsDeaf = false;
        Assert.That((await SaveAlone(Wire.Json).AnswerAsync(service.Client)).Error, Is.Zero);
    }

    // A key, so that it has a transaction of its own.
    private static Call SaveAlone(Wire wire) =>
        new() { Body = System.Text.Encoding.UTF8.GetBytes(WireBody.Of(NewAccount(), wire)), Wire = wire, Headers = [("Idempotency-Key", NewName("key"))] };

    private async Task AssertNobodyWaitsAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await Hold.CountWaitingAsync(Api.Database) > 0)
        {
            Assert.That(clock.Elapsed, Is.LessThan(Soon));
            await Task.Delay(10);
        }
    }
}
