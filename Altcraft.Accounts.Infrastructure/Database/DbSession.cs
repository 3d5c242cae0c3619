using System.Data.Common;
using Altcraft.Accounts.Application.Common;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The database as one request sees it: at most one connection, opened when first needed, and at most one transaction. Every
/// statement of the product passes here, so errors of PostgreSQL are translated in one place (<see cref="PostgresErrors"/>).
/// </summary>
internal sealed class DbSession(NpgsqlDataSource dataSource) : IUnitOfWork, IAsyncDisposable
{
    private const string Mark = "before_change";

    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private readonly List<Action> _afterCommit = [];

    public bool IsOpen { get; private set; }

    /// <summary>
    /// Whether the one write of this request may be stored together with those of others: it need not have a transaction of its own,
    /// and it has sent nothing yet that such a transaction would have to hold.
    /// </summary>
    public bool CanJoin => IsOpen && !IsAlone && _transaction is null;

    /// <summary>Whether the transaction must be this request's own.</summary>
    public bool IsAlone { get; private set; }

    public void Begin(bool alone)
    {
        IsOpen = true;
        IsAlone = alone;
        _afterCommit.Clear();
    }

    /// <summary>Does something once the transaction is durable: not at all when it is taken back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, command) => connection.QuerySingleOrDefaultAsync<T?>(command), sql, parameters, cancellationToken);

    public Task<T> SingleAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, command) => connection.QuerySingleAsync<T>(command), sql, parameters, cancellationToken);

    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) => RunAsync(
        async (connection, command) => (IReadOnlyList<T>)(await connection.QueryAsync<T>(command)).AsList(), sql, parameters, cancellationToken);

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, command) => connection.ExecuteAsync(command), sql, parameters, cancellationToken);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        IsOpen = false;
        if (_transaction is { } transaction)
        {
            await GuardAsync(() => transaction.CommitAsync(cancellationToken));
            await EndTransactionAsync();
        }

        foreach (var action in _afterCommit)
        {
            action();
        }
    }

    public async Task RollbackAsync()
    {
        IsOpen = false;
        if (_transaction is { } transaction)
        {
            try
            {
                await transaction.RollbackAsync(CancellationToken.None);
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
            {
                // The connection is broken, so the server has rolled back by itself: the error that broke it is the one to tell.
            }

            await EndTransactionAsync();
        }
    }

    public Task MarkAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await ConnectAsync(cancellationToken);
        await _transaction!.SaveAsync(Mark, cancellationToken);
    });

    public Task BackToMarkAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => _transaction!.RollbackAsync(Mark, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await DisconnectAsync();
    }

    private async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        T result = default!;
        await GuardAsync(async () =>
        {
            var connection = await ConnectAsync(cancellationToken);
            result = await run(connection, new CommandDefinition(sql, parameters, _transaction, cancellationToken: cancellationToken));
        });

        // What this request does next may need a connection of another's batch: it must not sit on one meanwhile.
        if (_transaction is null)
        {
            await DisconnectAsync();
        }

        return result;
    }

    private static async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        _connection ??= await dataSource.OpenConnectionAsync(cancellationToken);
        if (IsOpen)
        {
            _transaction ??= await _connection.BeginTransactionAsync(cancellationToken);
        }

        return _connection;
    }

    private ValueTask DisconnectAsync() => Interlocked.Exchange(ref _connection, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task EndTransactionAsync()
    {
        await _transaction!.DisposeAsync();
        _transaction = null;
    }
}
