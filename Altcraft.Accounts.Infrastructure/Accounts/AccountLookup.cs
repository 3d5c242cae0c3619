using Altcraft.Accounts.Infrastructure.Database;
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
    private readonly DatabaseState _state;
    private readonly JoinedWork<long, AccountRow?> _work;

    public AccountLookup(NpgsqlDataSource dataSource, DatabaseState state)
    {
        (_dataSource, _state) = (dataSource, state);
        _work = new JoinedWork<long, AccountRow?>(FindAsync);
    }

    /// <summary>The account, deleted or not.</summary>
    public Task<AccountRow?> FindAsync(long id, CancellationToken cancellationToken) => _work.RunAsync(id, cancellationToken);

    private Task<IReadOnlyList<AccountRow?>> FindAsync(IReadOnlyList<long> ids) => _state.WaitAsync(away => ReadAsync(ids, away));

    private async Task<IReadOnlyList<AccountRow?>> ReadAsync(IReadOnlyList<long> ids, CancellationToken away)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(away);
        if (ids is [var id])
        {
            return [await connection.QuerySingleOrDefaultAsync<AccountRow>(OneSql, new { id })];
        }

        var rows = (await connection.QueryAsync<AccountRow>(ManySql, new { ids = ids.ToArray() })).ToDictionary(row => row.Id);
        return [.. ids.Select(wanted => rows.GetValueOrDefault(wanted))];
    }
}
