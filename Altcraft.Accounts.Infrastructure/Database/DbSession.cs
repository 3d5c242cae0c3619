using System.Data.Common;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The database session of one request: at most one connection, opened on first use, and at most one transaction. Errors of PostgreSQL are
/// translated here (<see cref="PostgresErrors"/>).
/// </summary>
internal sealed class DbSession(NpgsqlDataSource dataSource, SchemaState schema) : IUnitOfWork, IAsyncDisposable
{
    private readonly List<Action> _afterCommit = [];
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public bool IsOpen { get; private set; }

    /// <summary>Whether the request needs a transaction of its own. It then bypasses the caches.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>Whether the write of this request may be stored in a batch: nothing has been sent within its transaction yet.</summary>
    public bool CanBatch => IsOpen && !IsAlone && _transaction is null;

    /// <summary>Whether the transaction holds the lock of a tariff whose quota it uses.</summary>
    public bool HasReservedQuota { get; set; }

    public void Begin(bool canBatch)
    {
        (IsOpen, IsAlone, HasReservedQuota) = (true, !canBatch, false);
        _afterCommit.Clear();
    }

    /// <summary>Runs an action once the transaction is committed, or may be, but not after a rollback.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await ListAsync<T>(sql, parameters, cancellationToken)).SingleOrDefault();

    public async Task<T> SingleAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await ListAsync<T>(sql, parameters, cancellationToken)).Single();

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await RunAsync((connection, command) => connection.QueryAsync<T>(command), sql, parameters, cancellationToken)).AsList();

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, command) => connection.ExecuteAsync(command), sql, parameters, cancellationToken);

    /// <summary>Runs a statement. Outside a transaction the connection is returned at once.</summary>
    /// <param name="run">Sends the command and reads the whole result.</param>
    /// <param name="parameters">The parameters, in a form that Dapper accepts.</param>
    public async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        if (!schema.IsCurrent)
        {
            throw PostgresErrors.Unavailable();
        }

        try
        {
            return _transaction is null
                ? await dataSource.RunOnFreshAsync(canRepeat: true, () => StartAsync(run, sql, parameters, cancellationToken))
                : await run(_connection!, new CommandDefinition(sql, parameters, _transaction, cancellationToken: cancellationToken));
        }
        catch (DbException exception)
        {
            if (PostgresErrors.IsStale(exception))
            {
                // The transaction is repeated, and must not meet other stale statements in the connections of the pool.
                dataSource.Clear();
            }

            // Nothing is stored before the commit, and outside a transaction the session only reads, or writes what may be written twice: the use of a token, that a mail was sent.
            throw PostgresErrors.Translate(exception);
        }
    }

    public async Task CommitAsync()
    {
        IsOpen = false;
        var requireStandby = () => { };
        try
        {
            if (_transaction is not null)
            {
                requireStandby = PostgresErrors.RequireStandby(_connection!);
                await _transaction.CommitAsync(CancellationToken.None);
            }
        }
        catch (DbException exception)
        {
            // It may be durable after all, and what follows only clears caches.
            _afterCommit.ForEach(action => action());
            throw PostgresErrors.Translate(exception, mayBeStored: true);
        }
        finally
        {
            await CloseAsync();
        }

        _afterCommit.ForEach(action => action());
        requireStandby();
    }

    public async Task RollbackAsync()
    {
        IsOpen = false;
        await CloseAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    // Runs the first statement of a transaction, or one without a transaction.
    private async Task<T> StartAsync<T>(
        Func<NpgsqlConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            _connection = await dataSource.OpenConnectionAsync(cancellationToken);
            _transaction = IsOpen ? await _connection.BeginTransactionAsync(cancellationToken) : null;
            var result = await run(_connection, new CommandDefinition(sql, parameters, _transaction, cancellationToken: cancellationToken));
            isDone = true;
            return result;
        }
        finally
        {
            if (!isDone || !IsOpen)
            {
                await CloseAsync();
            }
        }
    }

    private async Task CloseAsync()
    {
        var (transaction, connection) = (_transaction, _connection);
        (_transaction, _connection) = (null, null);
        try
        {
            await using (connection)
            await using (transaction)
            {
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException)
        {
            // The connection is broken, so the server rolls back. The error that broke it has been reported.
        }
    }
}
