using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>Months of the journal that have ended are made compact, without a change of any record or answer (decision 0029).</summary>
[TestFixture, Parallelizable]
public sealed class JournalCompactionTests : ApiTest
{
    private const string Month = "audit_entries_2020_02";

    // A slice of ten records: as many steps as for a month of millions.
    private const string Step = "select audit_entries_compact('2020-04-01Z', slice => 10)";

    // All that the month holds, in its order.
    private const string Contents = "select md5(string_agg(e::text, ' ' order by id)) from audit_entries e where at < '2020-03-01Z'";

    private string _before = string.Empty;

    protected override (string Key, string Value)[] Settings => [("Audit:RetentionDays", "36500")];

    private JournalMaintenance Maintenance => Api.Services.GetRequiredService<JournalMaintenance>();

    // Small changes and long ones, one that TOAST keeps elsewhere, and what may be null.
    [SetUp]
    public async Task MakeMonthAsync()
    {
        await Maintenance.StopAsync(CancellationToken.None);
        await Api.ExecuteAsync("""
            select audit_entries_add_month('2020-02-01');
            insert into audit_entries (at, token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select '2020-02-01Z'::timestamptz + n * interval '1 hour', nullif(n % 3, 0), nullif(repeat('é', n % 70), ''), '2001:db8::' || n, 'request-' || n,
                   'account.' || (array['create', 'update', 'freeze'])[1 + n % 3], case when n % 10 = 0 then 'tariff' else 'account' end, n % 50,
                   case when n = 7 then (select jsonb_agg(jsonb_build_object('field', md5(i::text), 'old', null, 'new', i)) from generate_series(1, 400) i)
                        else (select coalesce(jsonb_agg(jsonb_build_object('field', 'field_' || i, 'old', null, 'new', n)), '[]') from generate_series(1, n % 30) i) end
            from generate_series(1, 600) n
            """);
        _before = await Api.ScalarAsync<string>(Contents);
    }

    [TearDown]
    public Task DropMonthAsync() => Api.ExecuteAsync("select audit_entries_forget('2020-04-01Z')");

    [Test]
    public async Task Run_WhenAMonthHasEnded_MakesItCompactAndAnswersStayTheSame()
    {
        JsonNode[] filters =
        [
            .. new[]
            {
                """{"object_type":"account","object_id":7}""", """{"object_type":"tariff"}""", """{"action":"account.freeze"}""", """{"token_id":2}""",
                """{"since":"2020-02-03T00:00:00Z","until":"2020-02-04T12:00:00Z"}""", """{"until":"2020-03-01T00:00:00Z","limit":1000}""",
            }.Select(filter => JsonNode.Parse(filter)!),
        ];
        var answers = await Task.WhenAll(filters.Select(filter => DoAsync("audit/list", filter.DeepClone())));
        var (size, said) = (await SizeAsync(), Said(Api));

        await RunAsync();

        Assert.That(await SizeAsync(), Is.LessThan(size * 0.8));
        Assert.That(Api.Log, Has.Some.Match($"^Information: .*audit_journal: {Month} was made compact: [0-9]+ MB, now [0-9]+ MB"));
        Assert.That(await Api.ScalarAsync<string>(Contents), Is.EqualTo(_before));
        Assert.That(answers.Select(answer => answer.TotalCount), Has.All.GreaterThan(0));
        foreach (var (filter, answer) in filters.Zip(answers))
        {
            Assert.That((await DoAsync("audit/list", filter.DeepClone())).Data!.ToJsonString(), Is.EqualTo(answer.Data!.ToJsonString()), filter.ToJsonString());
        }

        await RunAsync();
        Assert.That(Said(Api), Is.EqualTo(said + 1), "it is done once");
    }

    [Test]
    public async Task CompactMonth_WhenSomebodyChangesIt_Refuses()
    {
        await StepsAsync(3);
        await AssertAppendOnlyAsync(Month + "_compact");
        await RunAsync();

        await AssertAppendOnlyAsync(Month);
        await AssertAppendOnlyAsync("audit_entries");
        Assert.That(await CountAsync($"pg_trigger where tgrelid = '{Month}'::regclass"), Is.EqualTo(2));
    }

    [Test]
    public async Task CompactMonth_WhenItsTimeIsOver_IsDroppedWithItsCopy([Values] bool isHalfDone)
    {
        await (isHalfDone ? StepsAsync(5) : RunAsync());

        await Api.ExecuteAsync("select audit_entries_forget('2020-04-01Z')");

        Assert.That(await CountAsync($"pg_class where relname like '{Month}%'"), Is.Zero);
    }

    [Test]
    public async Task Run_WhenAnEarlierOneWasKilled_GoesOnWhereItWas()
    {
        await StepsAsync(5);
        await using (var killed = await Api.Database.OpenConnectionAsync())
        await using (await killed.BeginTransactionAsync())
        {
            await using var step = new NpgsqlCommand(Step + "; select pg_terminate_backend(pg_backend_pid())", killed);
            Assert.That(async () => await step.ExecuteNonQueryAsync(), Throws.InstanceOf<NpgsqlException>());
        }

        Assert.That(await CountAsync(Month + "_compact"), Is.EqualTo(40), "the first step makes the table, the one that was killed left nothing");
        await RunAsync();

        Assert.That(await Api.ScalarAsync<string>(Contents), Is.EqualTo(_before));
        Assert.That(await IsCompactAsync(), Is.True);
    }

    [Test]
    public async Task Run_ByTwoReplicas_IsDoneOnce()
    {
        await using var other = await ApiHost.StartAsync(Api.ConnectionString, settings: Settings);
        var replica = other.Services.GetRequiredService<JournalMaintenance>();
        await replica.StopAsync(CancellationToken.None);
        var said = Said(Api);

        Assert.That(await Task.WhenAll(Maintenance.RunAsync(CancellationToken.None), replica.RunAsync(CancellationToken.None)), Is.All.True);
        await RunAsync();

        Assert.That(Said(Api) + Said(other), Is.EqualTo(said + 1));
        Assert.That(await Api.ScalarAsync<string>(Contents), Is.EqualTo(_before));
    }

    [Test]
    public async Task Run_WhenTheMonthIsBeingRead_LeavesTheExchangeForLater()
    {
        await using var dump = await Api.Database.OpenConnectionAsync();
        await using var transaction = await dump.BeginTransactionAsync();
        await using var read = new NpgsqlCommand($"lock table {Month} in access share mode", dump, transaction);
        await read.ExecuteNonQueryAsync();

        await RunAsync();

        Assert.That(await IsCompactAsync(), Is.False);
        Assert.That(Api.Log, Has.Some.Match($"^Information: .*{Month} is in use"));
        Assert.That(await Api.ScalarAsync<string>(Contents), Is.EqualTo(_before));
        await transaction.RollbackAsync();
        await RunAsync();
        Assert.That(await IsCompactAsync(), Is.True);
    }

    [Test]
    public async Task Run_WhenTheMonthWasWrittenToMeanwhile_CopiesItAnew()
    {
        await StepsAsync(5);
        await Api.ExecuteAsync("""
            insert into audit_entries (id, at, request_id, action, object_type, object_id, changes)
            values (1, '2020-02-29T23:59:59Z', 'late', 'test', 'account', 1, '[]')
            """);
        var after = await Api.ScalarAsync<string>(Contents);

        await RunAsync();
        Assert.That(await IsCompactAsync(), Is.False);
        Assert.That(Api.Log, Has.Some.Match($"^Information: .*{Month} has changed while it was copied"));
        await RunAsync();

        Assert.That((await IsCompactAsync(), await Api.ScalarAsync<string>(Contents)), Is.EqualTo((true, after)));
    }

    private static int Said(ApiHost host) => host.Log.Count(line => line.Contains(Month + " was made compact", StringComparison.Ordinal));

    private async Task RunAsync() => Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', Api.Log));

    private async Task StepsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.That(await Api.ScalarAsync<string>(Step), Is.Empty);
        }
    }

    private async Task AssertAppendOnlyAsync(string table)
    {
        foreach (var statement in new[] { $"update {table} set action = 'x'", $"delete from {table}", $"truncate {table}" })
        {
            Assert.That(
                async () => await Api.ExecuteAsync(statement), Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"), statement);
        }
    }

    private Task<bool> IsCompactAsync() => Api.ScalarAsync<bool>($"select coalesce(obj_description('{Month}'::regclass), '') = 'compact'");

    private Task<long> SizeAsync() => Api.ScalarAsync<long>($"select pg_total_relation_size('{Month}')");

    private Task<long> CountAsync(string from) => Api.ScalarAsync<long>("select count(*) from " + from);
}
