using System.Globalization;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>
/// What the service relies on does not depend on the defaults of the server, the database or the role (contract, section 11): here all of
/// them are wrong. Behind PgBouncer no start-up option passes.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class OtherDefaultsTests(bool isPooled)
{
    // What the sessions need, directly and behind PgBouncer, where the rest is seen to in another way (decision 0024).
    private static readonly (string Name, string Hostile, string? Needed, string? NeededPooled)[] Defaults =
    [
        ("DateStyle", "'German, DMY'", "ISO, MDY", null),
        ("TimeZone", "'Asia/Shanghai'", "UTC", "UTC"),
        ("IntervalStyle", "'sql_standard'", null, null),
        ("bytea_output", "'escape'", null, null),
        ("standard_conforming_strings", "off", "on", null),
        ("synchronous_commit", "off", "on", null),
        ("default_transaction_isolation", "'serializable'", "read committed", "read committed"),
        ("idle_session_timeout", "'1s'", "0", null),
        ("idle_in_transaction_session_timeout", "'50ms'", "15s", "15s"),
        ("statement_timeout", "'50ms'", "5s", "5s"),
        ("lock_timeout", "'50ms'", "5s", "5s"),
    ];

    // In a schema that comes first, an empty table of every name that the service uses.
    private const string Elsewhere = """
        create schema elsewhere;
        create table elsewhere.tokens (); create table elsewhere.accounts ();
        create table elsewhere.tariffs (); create table elsewhere.audit_entries ();
        """;

    // What is in force when a transaction commits.
    private const string NoteCommits = """
        create table commits (setting text not null);
        create function note_commit() returns trigger language plpgsql as $$
        begin insert into commits values (current_setting('synchronous_commit')); return null; end $$;
        create constraint trigger note_commit after insert or update on accounts
            deferrable initially deferred for each row execute function note_commit();
        create constraint trigger note_commit after insert or update on tariffs
            deferrable initially deferred for each row execute function note_commit();
        create constraint trigger note_commit after insert or update on idempotency_keys
            deferrable initially deferred for each row execute function note_commit();
        """;

    private static int _names;

    private PgBouncer? _bouncer;
    private ApiHost _api = null!;
    private string _database = string.Empty;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var direct = await PostgresServer.NewDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(direct).Database;
        await PostgresServer.ExecuteAsync(
            direct, Elsewhere + string.Join(';', Defaults.Select(setting => $"alter database {name} set {setting.Name} = {setting.Hostile}")));
        if (!isPooled)
        {
            // Behind PgBouncer this one is looked at when the service starts.
            await PostgresServer.ExecuteAsync(direct, $"alter database {name} set search_path = elsewhere, public");
        }

        // Whoever looks has sessions as they should be.
        _database = direct + ";Options='-c DateStyle=ISO -c TimeZone=UTC -c statement_timeout=0 -c search_path=public -c idle_session_timeout=0'";
        _bouncer = isPooled ? await PgBouncer.StartAsync(direct, poolSize: 4) : null;
        _api = await ApiHost.StartAsync(
            _bouncer?.ConnectionString ?? direct, null, ("Database:Pooler", isPooled ? "transaction" : "none"), ("Bootstrap:ExampleData", "true"));
        await PostgresServer.ExecuteAsync(_database, NoteCommits);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _api.DisposeAsync();
        await (_bouncer?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task Sessions_WhenTheyAreTheServicesOwn_HaveWhatItNeeds()
    {
        var source = _api.Services.GetRequiredService<NpgsqlDataSource>();
        foreach (var setting in Defaults)
        {
            if ((isPooled ? setting.NeededPooled : setting.Needed) is { } needed)
            {
                await using var show = source.CreateCommand("show " + setting.Name);
                Assert.That(await show.ExecuteScalarAsync(), Is.EqualTo(needed), setting.Name);
            }
        }
    }

    // Each after a rest in which PostgreSQL ends idle sessions.
    [Test]
    public async Task Requests_WhenConnectionsHaveRested_AreCarriedOut([Values] Wire wire)
    {
        for (var round = 0; round < 3; round++)
        {
            var account = NewAccount();
            account["id"] = (await DoAsync("accounts/save", account, wire)).SavedId;
            await DoAsync("accounts/save", account, wire);
            await DoAsync("accounts/save", account, wire, ("Idempotency-Key", account["name"]!.ToString()));
            await DoAsync("tariffs/save", new JsonObject { ["name"] = account["name"]!.DeepClone() }, wire);
            await DoAsync("accounts/get", new JsonObject { ["id"] = account["id"]!.DeepClone() }, wire);
            await DoAsync("accounts/list", new JsonObject { ["search"] = "other-defaults" }, wire);
            var records = await DoAsync("audit/list", new JsonObject { ["object_type"] = "account", ["object_id"] = account["id"]!.DeepClone() }, wire);
            Assert.That(records.Items, Has.Count.EqualTo(1), "changes that change nothing leave no record");
            var at = DateTimeOffset.Parse(records.Items[0]["at"]!.ToString(), CultureInfo.InvariantCulture);
            Assert.That(at, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(1).Minutes);
            await Task.Delay(1300);
        }
    }

    [Test]
    public async Task Requests_WhenManyChangeTheSame_AreCarriedOut([Values] Wire wire)
    {
        var shared = NewAccount();
        shared["id"] = (await DoAsync("accounts/save", shared, wire)).SavedId;
        await DoAsync("tariffs/save", new JsonObject { ["name"] = $"limited {wire}", ["max_accounts"] = 100 }, wire);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            var (mine, ours) = (NewAccount(), shared.DeepClone().AsObject());
            mine["tariff"] = number % 2 == 0 ? $"limited {wire}" : "example tariff";
            await DoAsync("accounts/save", mine, wire);
            ours["title"] = $"Title {number}";
            await DoAsync("accounts/save", ours, wire, number % 2 == 0 ? [] : [("Idempotency-Key", $"{wire}-{number}")]);
        }));

        Assert.That(_api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Changes_WhenStored_AreDurable()
    {
        var account = NewAccount();
        account["id"] = (await DoAsync("accounts/save", account)).SavedId;
        account["title"] = "Another";
        await DoAsync("accounts/save", account);
        account["title"] = "A third";
        await DoAsync("accounts/save", account, Wire.Xml, ("Idempotency-Key", "durable"));
        await DoAsync("tariffs/save", new JsonObject { ["name"] = "durable" });

        await using var source = NpgsqlDataSource.Create(_database);
        await using var commits = source.CreateCommand("select array_agg(distinct setting), count(*) > 4 from commits");
        await using var found = await commits.ExecuteReaderAsync();
        Assert.That(await found.ReadAsync() && found.GetBoolean(1), Is.True);
        Assert.That(found.GetFieldValue<string[]>(0), Is.EqualTo(["on"]));
    }

    [Test]
    public async Task Months_OfTheJournal_BeginAndEndAtMidnightUtc()
    {
        // Those that the service makes at its start, one that somebody else makes, and one whose time is over.
        Assert.That(() => CountAsync("pg_inherits where inhparent = 'audit_entries'::regclass"), Is.GreaterThanOrEqualTo(4).After(20_000, 50));
        var maintenance = _api.Services.GetRequiredService<JournalMaintenance>();
        await maintenance.StopAsync(CancellationToken.None);
        await PostgresServer.ExecuteAsync(_database, "set datestyle = 'German'; set timezone = 'Asia/Shanghai'; select audit_entries_add_month('2101-07-01')");
        await PostgresServer.ExecuteAsync(_database, "select audit_entries_add_month('2001-07-01')");
        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', _api.Log));

        Assert.That(
            await CountAsync("""
                pg_inherits i join pg_class c on c.oid = i.inhrelid, lateral (select to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as first) month
                where i.inhparent = 'audit_entries'::regclass and c.relname ~ '[0-9]$' and pg_get_expr(c.relpartbound, c.oid)
                    <> format('FOR VALUES FROM (%L) TO (%L)', first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC')
                """),
            Is.Zero);
        Assert.That(await CountAsync("pg_class where relname = 'audit_entries_2001_07'"), Is.Zero);
        Assert.That(await CountAsync("pg_class where relname = 'audit_entries_2101_07'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Sessions_OfBatches_PlanTheirStatementsOnceIfOptionsPass()
    {
        var sources = _api.Services.GetRequiredService<DataSources>();
        var once = isPooled ? "auto" : "force_generic_plan";

        Assert.That(
            await Task.WhenAll(new[] { sources.Creates, sources.Updates, sources.Gets, sources.Requests }.Select(ModeAsync)),
            Is.EqualTo(new[] { once, once, once, "auto" }));

        static async Task<object?> ModeAsync(NpgsqlDataSource source)
        {
            await using var show = source.CreateCommand("show plan_cache_mode");
            return await show.ExecuteScalarAsync();
        }
    }

    private async Task<long> CountAsync(string from)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var count = source.CreateCommand("select count(*) from " + from);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task<Answer> DoAsync(string path, JsonObject parameters, Wire wire = Wire.Json, params (string Name, string Value)[] headers)
    {
        var answer = await new Call(path) { Text = WireBody.Of(parameters, wire), Wire = wire, Headers = headers }.AnswerAsync(_api.Client);
        Assert.That(answer.Error, Is.Zero, $"{path}: {answer.Body}");
        return answer;
    }

    private static JsonObject NewAccount() => new()
    {
        ["name"] = $"other-defaults-{Interlocked.Increment(ref _names)}",
        ["title"] = "A title",
        ["tz"] = "Europe/Moscow",
        ["tariff"] = "example tariff",
        ["reports_day"] = 1,
        ["reports_hour"] = 9,
    };
}
