using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Database.Statements;
using Altcraft.Accounts.Infrastructure.Joining;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads accounts by ID, outside any transaction: one query for all that are asked for while the previous ones are on their way.</summary>
internal sealed class AccountLookup
{
    private static readonly Statement<long> One = new(
        $"select {AccountRow.WithConnectors} from accounts a where a.id = @Id", [new Binding<long, long>("Id", id => id)]);

    private static readonly Statement<IReadOnlyList<long>> Many = new(
        $"select {AccountRow.WithConnectors} from accounts a where a.id = any (@Ids)",
        [new Binding<IReadOnlyList<long>, long[]>("Ids", ids => [.. ids])]);

    private readonly JoinedConnections _connections;
    private readonly DatabaseState _state;
    private readonly JoinedWork<long, AccountRow?> _work;

    public AccountLookup(JoinedConnections connections, DatabaseState state)
    {
        (_connections, _state) = (connections, state);
        _work = new JoinedWork<long, AccountRow?>("get", FindAsync);
    }

    /// <summary>The account, deleted or not.</summary>
    public Task<AccountRow?> FindAsync(long id, CancellationToken cancellationToken) => _work.RunAsync(id, cancellationToken);

    private Task<IReadOnlyList<AccountRow?>> FindAsync(IReadOnlyList<long> ids) =>
        _state.WaitAsync(away => _connections.RunAsync(connection => ReadAsync(connection, ids), away));

    private static async Task<IReadOnlyList<AccountRow?>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<long> ids)
    {
        if (ids is [var id])
        {
            using var one = One.Bind(id);
            return [(await connection.RowsAsync(new CommandDefinition(One.Sql, one), AccountRow.Read)).SingleOrDefault()];
        }

        using var many = Many.Bind(ids);
        var found = (await connection.RowsAsync(new CommandDefinition(Many.Sql, many), AccountRow.Read)).ToDictionary(row => row.Id);
        return [.. ids.Select(wanted => found.GetValueOrDefault(wanted))];
    }
}
