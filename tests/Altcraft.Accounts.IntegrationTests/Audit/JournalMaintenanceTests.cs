using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>The journal's partitions: append-only, made ahead, dropped after their time (contract, section 9).</summary>
[TestFixture, Parallelizable]
public sealed class JournalMaintenanceTests
{
    private TestClock _clock = null!;
    private ApiHost _api = null!;

    private JournalMaintenance Maintenance => _api.Services.GetRequiredService<JournalMaintenance>();

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new TestClock();
        _api = await ApiHost.StartAsync(null, services => services.AddSingleton<TimeProvider>(_clock), ("Audit:RetentionDays", "60"));

        // What the service does at its start: the default partition and three months.
        Assert.That(
            async () => await CountAsync("pg_inherits where inhparent = 'audit_entries'::regclass"),
            Is.EqualTo(4).After(20_000, 20),
            string.Join('\n', _api.Log));

        // From here on only the tests run it: its own run would hold the lock, and theirs would leave it alone.
        await Maintenance.StopAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("update audit_entries set action = 'x'")]
    [TestCase("delete from audit_entries")]
    [TestCase("truncate audit_entries")]
    [TestCase("truncate audit_entries_default")]
    [TestCase("update audit_entries_default set action = 'x'")]
    [TestCase("delete from {month}")]
    [TestCase("update {month} set action = 'x'")]
    [TestCase("truncate {month}")]
    [TestCase("set altcraft.retention = 'on'; update audit_entries set action = 'x'")]
    [TestCase("set altcraft.retention = 'on'; truncate audit_entries")]
    public async Task Journal_WhenSomebodyChangesIt_Refuses(string statement)
    {
        await InsertAsync("now()");
        await InsertAsync("now() + interval '2 years'");

        Assert.That(
            async () => await _api.ExecuteAsync(statement.Replace("{month}", Partition(0), StringComparison.Ordinal)),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"));
    }

    [Test]
    public async Task Start_WhenDone_HasTheNextMonths()
    {
        foreach (var ahead in new[] { 0, 1, 2 })
        {
            await InsertAsync($"date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '{ahead} months'");
            Assert.That(await CountAsync(Partition(ahead) + " where action = 'test'"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Run_WhenAMonthHasRowsAlready_MovesThem()
    {
        await InsertAsync($"date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '3 months'");
        Assert.That(await CountAsync("audit_entries_default where action = 'test'"), Is.EqualTo(1));
        var before = await CountAsync("audit_entries");
        _clock.Advance(TimeSpan.FromDays(31));

        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', _api.Log));

        Assert.That(await CountAsync(Partition(3) + " where action = 'test'"), Is.EqualTo(1));
        Assert.That(await CountAsync("audit_entries_default where action = 'test'"), Is.Zero);
        Assert.That(await CountAsync("audit_entries"), Is.EqualTo(before));
        Assert.That(async () => await _api.ExecuteAsync("delete from " + Partition(3)), Throws.InstanceOf<PostgresException>());
    }

    [Test]
    public async Task Run_WhenTheTimeIsOver_DropsMonthsAndOldRows()
    {
        await InsertAsync("now() - interval '59 days'");
        await InsertAsync("now() - interval '61 days'");
        await InsertAsync("'2020-02-29T12:00:00Z'");
        await _api.ExecuteAsync("select audit_entries_add_month('2020-02-01')");
        await _api.ExecuteAsync("select audit_entries_add_month((date_trunc('month', now()) - interval '1 month')::date)");
        Assert.That(await CountAsync("audit_entries_2020_02"), Is.EqualTo(1));

        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', _api.Log));

        Assert.That(await CountAsync("audit_entries where action = 'test'"), Is.EqualTo(1), "what is younger stays");
        Assert.That(await CountAsync("pg_class where relname = 'audit_entries_2020_02'"), Is.Zero);
        Assert.That(await CountAsync($"pg_class where relname = '{Partition(-1)}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_WhenAStepTakesLongerThanARequestMay_GoesOn()
    {
        await _api.ExecuteAsync("""
            create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(4); return null; end $$;
            create trigger dawdle before delete on audit_entries_default for each statement execute function dawdle()
            """);
        await using var hasty = await ApiHost.StartAsync(_api.ConnectionString + ";Command Timeout=2");
        var maintenance = hasty.Services.GetRequiredService<JournalMaintenance>();
        await maintenance.StopAsync(CancellationToken.None);

        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', hasty.Log));
    }

    [Test]
    public async Task Run_WhileAnotherReplicaIsAtIt_LeavesItAlone()
    {
        await InsertAsync("'2020-02-29T12:00:00Z'");
        await using var other = await _api.Database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var take = new NpgsqlCommand($"select pg_advisory_xact_lock({0x6A6F75726E616C})", other, transaction);
        await take.ExecuteNonQueryAsync();

        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True);

        Assert.That(await CountAsync("audit_entries where action = 'test'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Run_WhenTheJournalIsLocked_GivesUpSoonAndSaysSo()
    {
        await using var writer = await _api.Database.OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("lock table audit_entries in row exclusive mode", writer, transaction);
        await insert.ExecuteNonQueryAsync();
        _clock.Advance(TimeSpan.FromDays(31));

        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.False);

        Assert.That(_api.Log, Has.Some.StartsWith("Error: Maintenance of audit_journal failed"));
        await transaction.RollbackAsync();
        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True);
    }

    // The months are the system's, not the clock's that the tests put forward.
    private static string Partition(int ahead) => "audit_entries_" + TimeProvider.System.GetUtcNow().AddDays(1 - TimeProvider.System.GetUtcNow().Day)
        .AddMonths(ahead).ToString("yyyy_MM", System.Globalization.CultureInfo.InvariantCulture);

    private async Task InsertAsync(string at) => await _api.ExecuteAsync(
        $"insert into audit_entries (at, request_id, action, object_type, object_id, changes) values ({at}, 'r', 'test', 'account', 1, '[]')");

    private Task<long> CountAsync(string from) => _api.ScalarAsync<long>("select count(*) from " + from);
}
