using Altcraft.Accounts.Infrastructure.Joining;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID, outside any transaction: one query for all that are asked for while the previous ones are on their way.</summary>
internal sealed class AccountLookup
{
    private const string OneSql = $"select {AccountRow.WithConnectors} from accounts a where a.id = @id";

    private const string ManySql = $"select {AccountRow.WithConnectors} from accounts a where a.id = any (@ids)";

    private readonly NpgsqlDataSource _dataSource;
    private readonly JoinedWork<long, AccountRow?> _work;

    public AccountLookup(NpgsqlDataSource dataSource)
    {
        _dataSource = dataSource;
        _work = new JoinedWork<long, AccountRow?>("get", FindAsync);
    }

    /// <summary>The account, deleted or not.</summary>
    public Task<AccountRow?> FindAsync(long id, CancellationToken cancellationToken) => _work.RunAsync(id, cancellationToken);

    private async Task<IReadOnlyList<AccountRow?>> FindAsync(IReadOnlyList<long> ids)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        if (ids is [var id])
        {
            return [await connection.QuerySingleOrDefaultAsync<AccountRow>(OneSql, new { id })];
        }

        var rows = (await connection.QueryAsync<AccountRow>(ManySql, new { ids = ids.ToArray() })).ToDictionary(row => row.Id);
        return [.. ids.Select(wanted => rows.GetValueOrDefault(wanted))];
    }
}
