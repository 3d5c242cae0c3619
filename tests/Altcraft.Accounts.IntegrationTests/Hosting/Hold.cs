using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A lock somebody else has, until it is let go.</summary>
internal sealed class Hold : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly NpgsqlConnection _connection;
    private bool _isGone;

    private Hold(NpgsqlDataSource database, NpgsqlConnection connection) => (_database, _connection) = (database, connection);

    /// <summary>Whatever changes an account waits for it.</summary>
    public static Task<Hold> AccountsAsync(NpgsqlDataSource database) => TakeAsync(database, "lock table accounts in share mode");

    /// <summary>Takes what a statement locks.</summary>
    public static async Task<Hold> TakeAsync(NpgsqlDataSource database, string sql)
    {
        var connection = await database.OpenConnectionAsync();
        await using var take = new NpgsqlCommand("begin; " + sql, connection);
        await take.ExecuteNonQueryAsync();
        return new Hold(database, connection);
    }

    /// <summary>How many wait for a lock, whoever has it.</summary>
    public static async Task<long> CountWaitingAsync(NpgsqlDataSource database)
    {
        await using var count = database.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Ends when so many wait for a lock, whoever has it.</summary>
    public static async Task WaitForAsync(NpgsqlDataSource database, int waiting)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await CountWaitingAsync(database) >= waiting)
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("Nobody waits for the lock.");
    }

    /// <summary>Ends when so many wait for the lock.</summary>
    public Task WaitForAsync(int waiting) => WaitForAsync(_database, waiting);

    public async ValueTask DisposeAsync()
    {
        if (!_isGone)
        {
            _isGone = true;
            await using var release = new NpgsqlCommand("commit", _connection);
            await release.ExecuteNonQueryAsync();
            await _connection.DisposeAsync();
        }
    }
}
