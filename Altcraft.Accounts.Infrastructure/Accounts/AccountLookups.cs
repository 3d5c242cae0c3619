using System.Data.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Batching;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Reads;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID in batches, outside any transaction.</summary>
internal sealed class AccountLookup
{
    private static readonly string Sql = $"select {AccountStatements.SelectedWithConnectors} from accounts a where a.id = any ($1)";

    private readonly WriteBatcher<long, Account?> _gets;

    public AccountLookup(NpgsqlDataSource source, TimeProvider clock) =>
        _gets = new WriteBatcher<long, Account?>("get", ids => FindAsync(source, ids), clock);

    /// <summary>Finds an account, deleted or not. Each caller gets its own copy.</summary>
    public Task<Account?> FindAsync(long id, CancellationToken cancellationToken) => _gets.RunAsync(id, cancellationToken);

    private static async Task<IReadOnlyList<Account?>> FindAsync(NpgsqlDataSource source, IReadOnlyList<long> ids)
    {
        try
        {
            var found = await source.RunOnFreshAsync(canRepeat: true, async () =>
            {
                await using var connection = await source.OpenConnectionAsync();
                return await connection.AccountsAsync(
                    new CommandDefinition(Sql, new PositionalParameters([new NpgsqlParameter<long[]> { TypedValue = [.. ids] }])));
            });

            // Two requests for one account may both change theirs, so each needs a copy.
            var byId = found.ToDictionary(account => account.Id);
            return [.. ids.Select(id => byId.GetValueOrDefault(id)?.Copy())];
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
    }
}

/// <summary>Reads accounts by ID: from the primary to change them, or from a standby, if configured, to show them.</summary>
internal sealed class AccountLookups(DataSources sources, StandbyDatabase standby, TimeProvider clock)
{
    private readonly AccountLookup _primary = new(sources.Gets, clock);
    private readonly AccountLookup? _standby = standby.Source is { } source ? new AccountLookup(source, clock) : null;

    /// <summary>Finds the current account, deleted or not.</summary>
    public Task<Account?> FindOnPrimaryAsync(long id, CancellationToken cancellationToken) => _primary.FindAsync(id, cancellationToken);

    /// <summary>
    /// Finds an account, deleted or not, that may be slightly stale. The primary is asked for one that is missing on the standby, because
    /// it may be new.
    /// </summary>
    public async Task<Account?> FindAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            if (_standby is not null && await _standby.FindAsync(id, cancellationToken) is { } account)
            {
                return account;
            }
        }
        catch (AccountsException exception) when (exception.Failure == Failure.Unavailable)
        {
            // If the primary fails too, its error is reported as well.
            standby.ReportFailure(exception);
        }

        return await _primary.FindAsync(id, cancellationToken);
    }
}
