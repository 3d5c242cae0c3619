using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>Months of the journal that have ended are made compact, without a change of any record or answer (decision 0029).</summary>
[TestFixture, Parallelizable]
public sealed partial class JournalCompactionTests : ApiTest
{
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

    // A dump has its snapshot before it locks the tables. The copy's rows are newer, so it would find none.
    [Test]
    public async Task Run_WhenSomebodyHasAnOlderSnapshot_TakesNothingFromIt()
    {
        await using var dump = await Api.Database.OpenConnectionAsync();
        await using var transaction = await dump.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var snapshot = new NpgsqlCommand("select 1", dump);
        await snapshot.ExecuteNonQueryAsync();

        await RunOnceAsync();
        await RunOnceAsync();

        await using var read = new NpgsqlCommand("select count(*) from " + Month, dump);
        Assert.That(await read.ExecuteScalarAsync(), Is.EqualTo(600));
        Assert.That(Api.Log, Has.Some.Match($"^Information: .*{Month} is copied and will be exchanged"));
        Assert.That(await IsCompactAsync(), Is.False, "it rests for an hour");
    }

    [Test]
    public async Task Forget_WhenAMonthWasDroppedByHand_DropsItsCopy()
    {
        await StepsAsync(3);
        await Api.ExecuteAsync("drop table " + Month);

        await Api.ExecuteAsync("select audit_entries_forget('2020-04-01Z')");

        Assert.That(await CountAsync($"pg_class where relname like '{Month}%'"), Is.Zero);
    }

    // Columns have other numbers in the copy when the table has lost one.
    [Test]
    public async Task Run_WhenTheTableHasLostAColumn_BuildsEachIndexOnce()
    {
        await Api.ExecuteAsync("""
            alter table audit_entries add lost integer, add column late integer;
            alter table audit_entries drop lost;
            create index audit_entries_by_late on audit_entries (late)
            """);
        try
        {
            await RunAsync();

            Assert.That(await IsCompactAsync(), Is.True);
            Assert.That(await CountAsync($"pg_index where indrelid = '{Month}'::regclass"), Is.EqualTo(await CountAsync("pg_index where indrelid = 'audit_entries'::regclass")));
        }
        finally
        {
            await Api.ExecuteAsync("alter table audit_entries drop late");
        }
    }

    [Test]
    public async Task Run_ByTwoReplicas_IsDoneOnce()
    {
        await using var other = await ApiHost.StartAsync(Api.ConnectionString, settings: Settings);
        var replica = other.Services.GetRequiredService<JournalMaintenance>();
        await replica.StopAsync(CancellationToken.None);
        var said = Said(Api);

        for (var hours = 0; hours < 3; hours++)
        {
            Assert.That(await Task.WhenAll(Maintenance.RunAsync(CancellationToken.None), replica.RunAsync(CancellationToken.None)), Is.All.True);
            await AgeAsync();
        }

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
}
