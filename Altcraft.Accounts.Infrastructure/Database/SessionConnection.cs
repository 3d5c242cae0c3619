using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The connection of a session. When the database goes away in the middle of something, or the request is over, the request goes on with
/// its answer and leaves the connection to whatever is still waiting on it: that closes it in the end, and takes back what was not committed.
/// </summary>
internal sealed class SessionConnection(NpgsqlDataSource dataSource, DatabaseState state, StatementCancellation? cancellation) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private ServerProcess? _process;
    private Task? _working;
    private Task<bool>? _cancelling;

    public NpgsqlTransaction? Transaction { get; private set; }

    /// <summary>The server's process; 0 when there is none.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>
    /// Does something with the connection, but not beyond the moment the database is known to be away. No statement is given a token: whoever
    /// reads its answer would wait for the cancelling (decision 0015).
    /// </summary>
    /// <param name="work">What to do; it opens the connection.</param>
    /// <param name="cancellationToken">Ends the wait for it; what is on its way then is cancelled, and the session is over.</param>
    /// <exception cref="AccountsException">503: the database is away.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            var result = await state.WaitAsync(_ => (Task<T>)(_working = work()), cancellationToken);
            _working = null;
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _cancelling = _working is { IsCompleted: false } && _process is { } process && cancellation is not null
                ? cancellation.CancelAsync(process)
                : Task.FromResult(true);
            throw;
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> work, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    /// <param name="inTransaction">Whether what comes is to be in the transaction.</param>
    /// <param name="cancellationToken">Ends the wait for a place in the pool, or for a new connection.</param>
    public async Task<NpgsqlConnection> OpenAsync(bool inTransaction, CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            _connection = await dataSource.OpenConnectionAsync(cancellationToken);
            _process = ServerProcess.Of(_connection);
        }

        // In this order: whoever is let go either finds what is to be cancelled, or it does not begin.
        cancellationToken.ThrowIfCancellationRequested();
        if (inTransaction)
        {
            Transaction ??= await _connection.BeginTransactionAsync(CancellationToken.None);
        }

        return _connection;
    }

    /// <summary>Gives the connection back; the next statement takes another.</summary>
    public ValueTask DisconnectAsync()
    {
        _process = null;
        return Interlocked.Exchange(ref _connection, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    public async Task EndTransactionAsync()
    {
        await Transaction!.DisposeAsync();
        Transaction = null;
    }

    public async Task RollbackAsync()
    {
        if (Transaction is not { } transaction || _working is { IsCompleted: false } || _cancelling is not null || state.IsAway)
        {
            return;
        }

        try
        {
            await RunAsync(() => transaction.RollbackAsync(CancellationToken.None), CancellationToken.None);
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
        if (!state.IsAway && _cancelling is null)
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
            await using var connection = _connection;

            // Or it would be what comes next that is cancelled.
            var isCancelled = await (_cancelling ?? Task.FromResult(true));
            await (Transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (!isCancelled && connection is not null)
            {
                await connection.ScalarAsync<bool>("select pg_terminate_backend(pg_backend_pid())");
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
        {
            // Broken: the pool has let go of it.
        }
    }
}
