using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.IntegrationTests.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>docs/backup.md in short: a dump taken under load is whole, and the service goes on from it on another server.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
public sealed class BackupTests : ApiTest
{
    // Of an account everything: its row, its connectors in order, its entries in the journal.
    private const string Accounts = """
        select a.id, md5(a::text
            || (select coalesce(string_agg(c::text, ' ' order by c.position), '') from account_external_data_connectors c where c.account_id = a.id)
            || (select coalesce(string_agg(e::text, ' ' order by e.id), 'none') from audit_entries e where e.object_type = 'account' and e.object_id = a.id))
        from accounts a order by a.id
        """;

    [Test]
    public async Task Restore_OfADumpTakenUnderLoad_HoldsWholeAccountsAndTheServiceGoesOn()
    {
        await MakeACompactMonthAsync();
        using var loadEnds = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(() => CreateAsync(loadEnds.Token))).ToList();
        while (await Api.ScalarAsync<long>("select count(*) from accounts") < 20)
        {
            await Task.Delay(20);
        }

        var file = Path.GetTempFileName();
        await RunAsync("pg_dump", Api.ConnectionString, "-Fc", "-f", file);
        var atTheEndOfTheDump = await Api.ScalarAsync<long>("select count(*) from accounts");
        await loadEnds.CancelAsync();
        await Task.WhenAll(load);

        await using var directory = new EmbeddedDirectory();
        using var server = directory.NewService();

        // A dump from Citus creates the extension.
        var elsewhere = CitusServer.Coordinator is null ? await server.StartAsync(CancellationToken.None) : await PostgresServer.NewDatabaseAsync();
        await RunAsync("pg_restore", elsewhere, "--exit-on-error", "--no-owner", file);
        File.Delete(file);
        await using var restored = await ApiHost.StartAsync(elsewhere);

        var (before, after) = (await ReadAsync(Api.Database), await ReadAsync(restored.Database));
        Assert.That(after, Has.Count.InRange(20, atTheEndOfTheDump));
        Assert.That(after, Is.SubsetOf(before), "each as it is in the first database, with all its parts");
        Assert.That(await restored.ScalarAsync<long>("select sum(accounts)::bigint from account_counts"), Is.EqualTo(after.Count));
        var saved = await Answer.OfAsync(
            restored.Client, "accounts/save", NewAccount().ToJsonString(), Wire.Json, ("Authorization", "Bearer " + ApiHost.AdminToken));
        Assert.That(saved.Error, Is.Zero, saved.Body);
        Assert.That(saved.SavedId, Is.GreaterThan(after[^1].Id));
    }

    // A record of an account that there is, in a month that has ended.
    private async Task MakeACompactMonthAsync()
    {
        var maintenance = Api.Services.GetRequiredService<JournalMaintenance>();
        await maintenance.StopAsync(CancellationToken.None);
        await Api.ExecuteAsync("""
            select audit_entries_add_month((date_trunc('month', now() at time zone 'UTC') - interval '2 months')::date);
            insert into audit_entries (at, request_id, action, object_type, object_id, changes)
            select date_trunc('month', now(), 'UTC') - interval '5 weeks', 'r', 'account.update', 'account', id, jsonb_build_array(repeat('x', 1000)) from accounts
            """);
        Assert.That(await maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', Api.Log));
        Assert.That(await Api.ScalarAsync<string>("select audit_entries_compact(now(), rest => '0')"), Does.Contain("was made compact"));
    }

    private async Task CreateAsync(CancellationToken ends)
    {
        while (!ends.IsCancellationRequested)
        {
            await CreateAccountAsync(("external_data_connectors", new JsonArray(3, 1, 2)));
        }
    }

    private static async Task<List<(long Id, string Content)>> ReadAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Accounts);
        await using var reader = await command.ExecuteReaderAsync();
        var accounts = new List<(long, string)>();
        while (await reader.ReadAsync())
        {
            accounts.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return accounts;
    }

    private static async Task RunAsync(string program, string connectionString, params string[] arguments)
    {
        var programs = await PostgresPrograms.FindAsync(null, CancellationToken.None);
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(
            Path.Combine(Path.GetDirectoryName(programs.PgCtl)!, program),
            [
                "-h", connection.Host!, "-p", connection.Port.ToString(CultureInfo.InvariantCulture),
                "-U", connection.Username!, "-d", connection.Database!, .. arguments,
            ])
        {
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var problems = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, problems);
    }
}
