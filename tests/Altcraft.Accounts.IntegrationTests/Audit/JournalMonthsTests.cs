using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>Months that an earlier version made in a session with another style of dates get the right bounds, and keep their rows.</summary>
[TestFixture, Parallelizable]
internal sealed class JournalMonthsTests
{
    private const string Repair = "0011_independent_of_the_session.sql";

    // "01.02.2030 08:00:00 CST" is written for Shanghai and read for Chicago.
    private const string Shanghai = "set datestyle = 'German'; set timezone = 'Asia/Shanghai';";

    // April has none.
    private const string RowsOfTheirMonth = """
        select count(*) from audit_entries
        where action = 'test' and tableoid::regclass::text
            = case when at >= '2030-04-01Z' and at < '2030-05-01Z' then 'audit_entries_default' else to_char(at at time zone 'UTC', '"audit_entries_"YYYY_MM') end
        """;

    [Test]
    public async Task Migration_WhenMonthsHaveTheWrongBounds_SetsThemRightAndKeepsTheRows()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var before = SchemaMigrator.Scripts.Where(script => string.CompareOrdinal(SchemaMigrator.ShortName(script), Repair) < 0).ToList();
        foreach (var script in before)
        {
            await PostgresServer.ExecuteAsync(database, await TextAsync(script));
        }

        await PostgresServer.ExecuteAsync(database, $"""
            create table schemaversions (schemaversionsid serial primary key, scriptname varchar(255) not null, applied timestamp not null);
            insert into schemaversions (scriptname, applied) select name, now() from unnest(array['{string.Join("','", before)}']) name;
            {Shanghai}
            select audit_entries_add_month('2030-01-01'), audit_entries_add_month('2030-02-01'), audit_entries_add_month('2030-03-01');
            set datestyle = 'ISO';
            select audit_entries_add_month('2030-05-01');
            insert into audit_entries (at, request_id, action, object_type, object_id, changes)
            select day + hour, 'r', 'test', 'account', 1, '[]'
            from unnest(array['2030-01-01Z', '2030-02-01Z', '2030-03-01Z', '2030-04-01Z', '2030-05-01Z']::timestamptz[]) day,
                 unnest(array['-1 second', '0 hours', '13 hours 59 minutes', '14 hours', '20 days']::interval[]) hour
            where day + hour >= '2030-01-01Z';
            """);
        Assert.That(await ScalarAsync(database, RowsOfTheirMonth), Is.EqualTo(16), "in the first hours of a month they were elsewhere");

        await using var api = await ApiHost.StartAsync(database);

        // It makes months, too, at the start.
        await api.Services.GetRequiredService<JournalMaintenance>().StopAsync(CancellationToken.None);
        Assert.That(await api.ScalarAsync<long>(RowsOfTheirMonth), Is.EqualTo(24));
        Assert.That(await api.ScalarAsync<long>("select count(*) from audit_entries where action = 'test'"), Is.EqualTo(24));
        Assert.That(async () => await api.ExecuteAsync("delete from audit_entries_2030_02"), Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"));
        Assert.That(async () => await api.ExecuteAsync("truncate audit_entries_2030_02"), Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"));
        await api.ExecuteAsync("select audit_entries_add_month('2030-04-01')");
        Assert.That(await api.ScalarAsync<long>("select count(*) from audit_entries_2030_04"), Is.EqualTo(5));
    }

    private static async Task<long> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> TextAsync(string script)
    {
        using var reader = new StreamReader(typeof(SchemaMigrator).Assembly.GetManifestResourceStream(script)!);
        return await reader.ReadToEndAsync();
    }
}
