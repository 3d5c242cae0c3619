using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Ends statements nobody waits for any more: their caller has hung up, or their time is over. Npgsql's own way, a token given to the
/// statement, holds up whoever reads its answer until the server has heard of it, and that is a socket's thread (decision 0015). This way
/// nobody is held up; and however many callers hang up at once, it takes one connection, outside the pool, which those statements may fill.
/// </summary>
internal sealed class StatementCancellation(DatabaseConnection database, IOptions<DatabaseOptions> options) : IAsyncDisposable
{
    // Only what is still working, and only of this service: by now the process may be somebody else's.
    private const string CancelSql = """
        select count(pg_cancel_backend(pid)) from pg_stat_activity
        where pid = any (@pids) and datname = current_database() and usename = session_user and state not like 'idle%'
        """;

    private readonly Lock _lock = new();
    private readonly Lazy<NpgsqlDataSource> _source = new(database.CreateProbeSource);
    private readonly List<ServerProcess> _waiting = [];
    private Task<bool> _round = Task.FromResult(true);

    /// <summary>
    /// Ends what a server process is busy with. The connection to it must not be used before this is over. Failing is no error: the server ends the
    /// statement by its own limit (<c>Database:StatementTimeoutSeconds</c>).
    /// </summary>
    /// <returns>Whether it is over; otherwise it may arrive yet, and end whatever the process is busy with then.</returns>
    public Task<bool> CancelAsync(ServerProcess process)
    {
        // A pooler tells numbers of its own, which are other people's processes on the server.
        if (options.Value.IsPooled())
        {
            return Task.FromResult(true);
        }

        lock (_lock)
        {
            _waiting.Add(process);
            return _round = _waiting.Count == 1 ? RunAsync(_round) : _round;
        }
    }

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;

    private async Task<bool> RunAsync(Task before)
    {
        // Never on the caller's way, which has an answer to give; what comes until the round before is over joins this one.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        List<ServerProcess> statements;
        lock (_lock)
        {
            statements = [.. _waiting];
            _waiting.Clear();
        }

        var isSent = false;
        try
        {
            await using var connection = await _source.Value.OpenConnectionAsync();
            var server = ServerProcess.Of(connection);
            var pids = statements.Where(process => process.IsBeside(server)).Select(process => process.Id).ToArray();
            isSent = true;
            await connection.ScalarAsync<long>(CancelSql, new { pids });
            return true;
        }
        catch (PostgresException)
        {
            // It has answered, if with a refusal.
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, connections wait for the end of this. The server's own limit ends the statements.
            return !isSent;
        }
    }
}
