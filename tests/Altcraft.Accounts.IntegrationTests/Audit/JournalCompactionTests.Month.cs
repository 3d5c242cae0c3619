using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <content>The month that has ended, and what is done to it.</content>
public sealed partial class JournalCompactionTests
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

    private static int Said(ApiHost host) => host.Log.Count(line => line.Contains(Month + " was made compact", StringComparison.Ordinal));

    // Until the month is copied, and an hour later.
    private async Task RunAsync()
    {
        await RunOnceAsync();
        await AgeAsync();
        await RunOnceAsync();
    }

    // What was copied, was copied an hour ago.
    private Task AgeAsync() => Api.ExecuteAsync($"""
        do $$ begin
            if obj_description(to_regclass('{Month}_compact'), 'pg_class') like 'copied %' then
                comment on table {Month}_compact is 'copied 2020-04-01';
            end if;
        end $$
        """);

    private async Task RunOnceAsync() => Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', Api.Log));

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
