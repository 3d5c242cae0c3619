using System.Data.Common;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Infrastructure.Audit;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The database as one request sees it: at most one connection, opened when first needed, and at most one transaction. Every
/// statement of the product passes here, so errors of PostgreSQL are translated in one place (<see cref="PostgresErrors"/>).
/// </summary>
internal sealed class DbSession(NpgsqlDataSource dataSource, DatabaseState state, CertainWrite certain, StatementCancellation? cancellation) : IUnitOfWork, IAsyncDisposable
{
    private const string Mark = "before_change";

    private readonly SessionConnection _session = new(dataSource, state, cancellation);
    private readonly List<Action> _afterCommit = [];
    private readonly ExpectedEntries _expected = new(state);

    public bool IsOpen { get; private set; }

    /// <summary>
    /// Whether the one write of this request may be stored together with those of others: it need not have a transaction of its own,
    /// and it has sent nothing yet that such a transaction would have to hold.
    /// </summary>
    public bool CanJoin => IsOpen && !IsAlone && _session.Transaction is null;

    /// <summary>Whether the transaction must be this request's own.</summary>
    public bool IsAlone { get; private set; }

    public void Begin(bool alone)
    {
        IsOpen = true;
        IsAlone = alone;
        _afterCommit.Clear();
        _expected.Clear();
    }

    /// <summary>Does something once the transaction is durable: not at all when it is taken back.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Tells which entry of the journal the transaction is about to write: by it a commit whose answer gets lost is looked for.</summary>
    public void Enter(AuditRow entry) => _expected.Add(entry);

    public async Task<T?> SingleOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await ListAsync<T>(sql, parameters, cancellationToken)).SingleOrDefault();

    public async Task<T> SingleAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await ListAsync<T>(sql, parameters, cancellationToken)).Single();

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await RunAsync((connection, command) => connection.RowsAsync<T>(command), sql, parameters, cancellationToken);

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, command) => connection.ExecuteAsync(command), sql, parameters, cancellationToken);

    public async Task CommitAsync()
    {
        IsOpen = false;
        if (_session.Transaction is not null)
        {
            await CommitForCertainAsync();
        }

        foreach (var action in _afterCommit)
        {
            action();
        }
    }

    public async Task RollbackAsync()
    {
        IsOpen = false;
        await _session.RollbackAsync();
    }

    public Task MarkAsync(CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            await _session.OpenAsync(inTransaction: true, cancellationToken);
            await _session.Transaction!.SaveAsync(Mark, CancellationToken.None);
            return true;
        },
        cancellationToken);

    public Task BackToMarkAsync(CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            // What was entered since is taken back with the rest.
            _expected.Clear();
            await _session.Transaction!.RollbackAsync(Mark, CancellationToken.None);
            return true;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // Without an entry nothing was changed, whatever became of the commit.
    private async Task CommitForCertainAsync()
    {
        var processId = _session.ProcessId;
        try
        {
            await _session.RunAsync(() => _session.Transaction!.CommitAsync(CancellationToken.None), CancellationToken.None);
        }
        catch (Exception exception) when (_expected.Rows.Count > 0 && CertainWrite.MayBeStored(exception))
        {
            await certain.FindAsync(_expected.Rows, _expected.Mark, processId, exception);
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }

        await _session.EndTransactionAsync();
    }

    private async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        var result = await GuardAsync(
            async () => await run(
                await _session.OpenAsync(IsOpen, cancellationToken),
                new CommandDefinition(sql, parameters, _session.Transaction, cancellationToken: CancellationToken.None)),
            cancellationToken);

        // What this request does next may need a connection of another's batch: it must not sit on one meanwhile.
        if (_session.Transaction is null)
        {
            await _session.DisconnectAsync();
        }

        return result;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.RunAsync(work, cancellationToken);
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
    }
}
