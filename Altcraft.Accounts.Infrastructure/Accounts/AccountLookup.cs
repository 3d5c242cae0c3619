using System.Data.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Batching;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID, outside any transaction, in batches.</summary>
internal sealed class AccountLookup
{
    private static readonly string Sql = $"select {AccountStatements.SelectedWithConnectors} from accounts a where a.id = any ($1)";

    private readonly WriteBatcher<long, Account?> _gets;

    public AccountLookup(NpgsqlDataSource source, TimeProvider clock) =>
        _gets = new WriteBatcher<long, Account?>("get", ids => FindAsync(source, ids), clock);

    /// <summary>The account, deleted or not; each caller gets its own.</summary>
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

            // Two requests for one account may both change theirs.
            var byId = found.ToDictionary(account => account.Id);
            return [.. ids.Select(id => byId.GetValueOrDefault(id)?.Copy())];
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
    }
}
