using Npgsql;

namespace Faults;

/// <summary>What the database holds, compared with what was acknowledged. The load must be paused.</summary>
internal sealed record Check(int Acknowledged, int Lost, int Doubled, int Halves, IReadOnlyList<string> Examples)
{
    public static async Task<Check> OfAsync(PostgresCluster cluster, Load load)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString() + ";Pooling=false;Command Timeout=120");
        var stored = await ReadAsync(source, load.Name);
        var ledgers = load.Ledgers.ToList();
        var (acknowledged, lost, doubled, halves) = (0, 0, 0, 0);
        var examples = new List<string>();
        void Tell(string what) => examples.Add(what);

        foreach (var account in ledgers.SelectMany(ledger => ledger.Accounts))
        {
            acknowledged += account.Changes;
            if (!stored.Remove(account.Name, out var row) || row.Id != account.Id)
            {
                lost += account.Changes;
                Tell($"{account.Name} is not there");
                continue;
            }

            if (row.Version < account.Changes || (row.Version == account.Changes && (row.Title != account.Title || row.FrozenUrl != account.FrozenUrl)))
            {
                lost += Math.Max(1, account.Changes - row.Version);
                Tell($"{account.Name} has version {row.Version} of {account.Changes}, title {row.Title} instead of {account.Title}");
            }
            else if (row.Version > account.Changes)
            {
                doubled += row.Version - account.Changes;
                Tell($"{account.Name} has version {row.Version}, {account.Changes} changes were acknowledged");
            }

            if (row.Entries != row.Version || !row.Connectors.SequenceEqual(account.Connectors))
            {
                halves++;
                Tell($"{account.Name}: version {row.Version}, {row.Entries} entries, connectors {string.Join(' ', row.Connectors)}");
            }
        }

        // What is left was never acknowledged: it may be there only if nobody said that it is not.
        var unknown = ledgers.SelectMany(ledger => ledger.Unknown).ToHashSet();
        foreach (var (name, row) in stored)
        {
            if (!unknown.Contains(name))
            {
                doubled++;
                Tell($"{name} is there, though it was answered that nothing was changed");
            }

            if (row.Entries != 1 || row.Connectors.Length != 4)
            {
                halves++;
                Tell($"{name}: {row.Entries} entries, {row.Connectors.Length} connectors");
            }
        }

        var strays = await StraysAsync(source);
        if (strays > 0)
        {
            halves += (int)strays;
            Tell($"{strays} rows without their account, or a wrong count");
        }

        var keys = await ScalarAsync(source, $"select count(*) from idempotency_keys where key like '{load.Name}-%'");
        var sent = ledgers.Sum(ledger => ledger.Keys);
        if (keys != sent)
        {
            halves += (int)Math.Abs(keys - sent);
            Tell($"{keys} Idempotency-Keys are stored, {sent} were acknowledged");
        }

        return new Check(acknowledged, lost, doubled, halves, examples);
    }

    private static async Task<Dictionary<string, Row>> ReadAsync(NpgsqlDataSource source, string name)
    {
        const string Sql = """
            select a.id, a.name, a.title, a.version, a.frozen_payment_url,
                array(select c.connector_id from account_external_data_connectors c where c.account_id = a.id order by c.position),
                (select count(*) from audit_entries e where e.object_type = 'account' and e.object_id = a.id)
            from accounts a where a.name like '%-' || @name || '-%'
            """;
        await using var command = source.CreateCommand(Sql);
        command.Parameters.AddWithValue("name", name);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, Row>();
        while (await reader.ReadAsync())
        {
            rows[reader.GetString(1)] = new Row(
                reader.GetInt64(0), reader.GetString(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4), (long[])reader[5], reader.GetInt64(6));
        }

        return rows;
    }

    private static Task<long> StraysAsync(NpgsqlDataSource source) => ScalarAsync(source, """
        select (select count(*) from account_external_data_connectors c where not exists (select from accounts a where a.id = c.account_id))
            + (select count(*) from audit_entries e where object_type = 'account' and not exists (select from accounts a where a.id = e.object_id))
            + abs((select count(*) from accounts where deleted_at is null) - (select coalesce(sum(accounts), 0) from account_counts)::bigint)
        """);

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Row(long Id, string Title, int Version, string? FrozenUrl, long[] Connectors, long Entries);
}
