using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A lock somebody else has: whatever changes an account waits until it is let go.</summary>
internal sealed class Hold : IAsyncDisposable
{
    private readonly ApiHost _api;
    private readonly NpgsqlConnection _connection;
    private bool _isGone;

    private Hold(ApiHost api, NpgsqlConnection connection) => (_api, _connection) = (api, connection);

    public static async Task<Hold> AccountsAsync(ApiHost api)
    {
        var connection = await api.Database.OpenConnectionAsync();
        await using var take = new NpgsqlCommand("begin; lock table accounts in share mode", connection);
        await take.ExecuteNonQueryAsync();
        return new Hold(api, connection);
    }

    /// <summary>Ends when so many wait for the lock.</summary>
    public async Task WaitForAsync(int waiting)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await _api.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") >= waiting)
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("Nobody waits for the lock.");
    }

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
