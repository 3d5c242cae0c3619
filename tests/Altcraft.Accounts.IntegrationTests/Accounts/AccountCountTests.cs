using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>The number of accounts of a kind: exact, in few rows, and nobody waits for anybody (contract, section 6: total_count).</summary>
[TestFixture, Parallelizable]
public sealed class AccountCountTests
{
    private const string RightSql = """
        select not exists (
            select tariff_id, is_active, is_frozen, sum(accounts) from account_counts group by 1, 2, 3 having sum(accounts) <> 0
            except
            select tariff_id, is_active, is_frozen, count(*) from accounts where deleted_at is null group by 1, 2, 3)
        """;

    private ApiHost _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Rows_WhenManyTransactionsChangeAccountsAtOnce_StayFewAndAddUp()
    {
        const int Writers = 8;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));

        Assert.That(await _api.ScalarAsync<bool>(RightSql), Is.True);
        Assert.That(
            await _api.ScalarAsync<long>("select max(rows) from (select count(*) as rows from account_counts group by tariff_id, is_active, is_frozen) as kinds"),
            Is.LessThanOrEqualTo(2 * Writers));
    }

    [Test]
    public async Task Transaction_WhenItHasCountedAnAccount_MakesNoOtherWait()
    {
        await using var connection = await _api.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var first = new NpgsqlCommand(InsertSql("open"), connection, transaction);
        await first.ExecuteNonQueryAsync();

        await _api.ExecuteAsync("set lock_timeout = '1s'; " + InsertSql("beside"));

        await transaction.RollbackAsync();
        Assert.That(await _api.ScalarAsync<bool>(RightSql), Is.True);
    }

    private static string InsertSql(string name) => $"""
        insert into accounts (name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour,
            force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies)
        values ('{name}', '{name}', 't', 't', 'UTC', 1, 1, 1, false, false, false, false, false)
        """;

    // Two kinds in both orders: it would be a deadlock if one waited for the other.
    private async Task WriteAsync(int writer)
    {
        await using var connection = await _api.Database.OpenConnectionAsync();
        for (var round = 0; round < 25; round++)
        {
            var names = new[] { $"w{writer}-{round}-a", $"w{writer}-{round}-b" };
            await RunAsync(connection, InsertSql(names[0]) + ";" + InsertSql(names[1]));
            await RunAsync(connection, $"""
                begin;
                update accounts set is_active = {writer % 2 == 1} where name = '{names[0]}';
                update accounts set is_active = {writer % 2 == 0}, is_frozen = true where name = '{names[1]}';
                update accounts set deleted_at = now() where name = '{names[round % 2]}';
                commit
                """);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
