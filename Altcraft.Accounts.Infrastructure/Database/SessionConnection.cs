using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The connection of a session. When the database goes away in the middle of something, the request goes on with its 503 and leaves
/// the connection to whatever is still waiting on it: that closes it in the end, and takes back what was not committed.
/// </summary>
internal sealed class SessionConnection(NpgsqlDataSource dataSource, DatabaseState state) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private Task? _working;

    public NpgsqlTransaction? Transaction { get; private set; }

    /// <summary>The server's process; 0 when there is none.</summary>
    public int ProcessId => _connection?.ProcessID ?? 0;

    /// <summary>Does something with the connection, but not beyond the moment the database is known to be away.</summary>
    /// <exception cref="AccountsException">503: the database is away.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var result = await state.WaitAsync(_ =>
        {
            var working = work();
            _working = working;
            return working;
        });
        _working = null;
        return result;
    }

    public async Task<NpgsqlConnection> OpenAsync(bool inTransaction, CancellationToken cancellationToken)
    {
        _connection ??= await dataSource.OpenConnectionAsync(cancellationToken);
        if (inTransaction)
        {
            Transaction ??= await _connection.BeginTransactionAsync(cancellationToken);
        }

        return _connection;
    }

    /// <summary>Gives the connection back; the next statement takes another.</summary>
    public ValueTask DisconnectAsync() => Interlocked.Exchange(ref _connection, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    public async Task EndTransactionAsync()
    {
        await Transaction!.DisposeAsync();
        Transaction = null;
    }

    public async Task RollbackAsync()
    {
        if (Transaction is not { } transaction || _working is { IsCompleted: false } || state.IsAway)
        {
            return;
        }

        try
        {
            await RunAsync(async () =>
            {
                await transaction.RollbackAsync(CancellationToken.None);
                return true;
            });
            await EndTransactionAsync();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException or AccountsException)
        {
            // The connection is broken, so the server has rolled back by itself: the error that broke it is the one to tell.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        if (_connection is null && _working is null)
        {
            return;
        }

        var closing = CloseAsync();
        if (!state.IsAway)
        {
            await closing;
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await (_working ?? Task.CompletedTask);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Told already, as it was lost.
        }

        try
        {
            await (Transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
        {
            // Broken: the pool has let go of it.
        }
    }
}
