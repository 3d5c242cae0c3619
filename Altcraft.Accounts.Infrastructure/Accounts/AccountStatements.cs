using System.Data;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Database;
using static Altcraft.Accounts.Infrastructure.Batching.Columns;
using AccountColumn = Altcraft.Accounts.Infrastructure.Batching.Column<Altcraft.Accounts.Infrastructure.Accounts.AccountWrite>;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>A statement that stores one or more accounts with their connectors and audit records.</summary>
/// <param name="Sql">The statement. Its parameters are positional: an array for each column, then three for the connectors.</param>
/// <param name="Key">The column that links the connectors to their accounts.</param>
internal sealed record AccountStatement(string Sql, IReadOnlyList<AccountColumn> Columns, AccountColumn Key)
{
    /// <summary>The parameters for some accounts.</summary>
    public PositionalParameters Parameters(IReadOnlyList<AccountWrite> writes)
    {
        var connectors = writes.Where(write => write.Account.HasNewConnectors)
            .SelectMany(write => write.Account.Settings.ExternalDataConnectorIds
                .Select((id, i) => (Write: write, Position: (short)(i + 1), Id: id)))
            .ToArray();
        return new PositionalParameters(
        [
            .. Columns.Select(column => column.Values(writes)),
            Key.Values(Array.ConvertAll(connectors, connector => connector.Write)),
            new NpgsqlParameter<short[]> { TypedValue = Array.ConvertAll(connectors, connector => connector.Position) },
            new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(connectors, connector => connector.Id) },
        ]);
    }
}

/// <summary>The statements about accounts, composed once from <see cref="AccountColumns"/>.</summary>
internal static class AccountStatements
{
    private static readonly IReadOnlyList<AccountColumn> Written =
        [.. AccountColumns.Settings, .. AccountColumns.State, .. AccountColumns.Derived];

    private static readonly IReadOnlyList<AccountColumn> Inserted = [.. Written, .. AccountColumns.Record];

    private static readonly IReadOnlyList<AccountColumn> Updated = [.. AccountColumns.Change, .. Written, .. AccountColumns.Record];

    /// <summary>Stores new accounts. Returns <c>name_key, id</c> of those that were stored.</summary>
    public static AccountStatement Create { get; } = ComposeCreate(
        "where exists (select from tariffs t where t.id = i.tariff_id and t.max_accounts is null)",
        "on conflict (name_key) where deleted_at is null do nothing");

    /// <summary>Stores one new account whose quota is reserved. The constraints report its errors.</summary>
    public static AccountStatement CreateAlone { get; } = ComposeCreate(string.Empty, string.Empty);

    /// <summary>Stores changed accounts. Returns the IDs of those that were stored; the others have changed or are locked.</summary>
    public static AccountStatement Update { get; } = ComposeUpdate(
        "and (a.tariff_id = i.tariff_id or (select t.max_accounts is null from tariffs t where t.id = i.tariff_id))");

    /// <summary>Stores one changed account that is locked and whose quota is reserved.</summary>
    public static AccountStatement UpdateAlone { get; } = ComposeUpdate(string.Empty);

    /// <summary>The columns of <c>accounts a</c> for <see cref="AccountReader"/>.</summary>
    public static string Selected { get; } = $"""
        a.id, a.version, a.is_subscribers_suspend_all, a.is_tariff_exceed, a.created_at, a.updated_at,
        a.deleted_at is not null as is_deleted,
        {Read(AccountColumns.State, "a.")}, {Read(AccountColumns.Settings, "a.")}
        """;

    /// <summary><see cref="Selected"/> with the connectors in order.</summary>
    public static string SelectedWithConnectors { get; } = $"""
        {Selected}, array(
            select c.connector_id from account_external_data_connectors c where c.account_id = a.id order by c.position
        ) as external_data_connector_ids
        """;

    private static AccountStatement ComposeCreate(string where, string onConflict) => new(
        $"""
        with input as (
            {Input(Inserted)}
        ), account as (
            insert into accounts ({Names(Written)})
            select {Names(Written)} from input i {where}
            -- The same order in all replicas prevents deadlocks on equal names.
            order by name_key
            {onConflict}
            returning id, name_key
        ), connectors as (
            insert into account_external_data_connectors (account_id, position, connector_id)
            select account.id, c.position, c.connector_id from account join {Connectors(AccountColumns.NameKey, Inserted)} using (name_key)
        ), record as (
            insert into audit_entries (object_type, object_id, {Names(AccountColumns.Record)})
            select 'account', account.id, {Names(AccountColumns.Record, "i.")} from account join input i using (name_key)
        )
        select name_key, id from account
        """,
        Inserted,
        AccountColumns.NameKey);

    private static AccountStatement ComposeUpdate(string and) => new(
        $"""
        with input as (
            {Input(Updated)}
        ), locked as (
            -- A row that is locked elsewhere does not delay the others. From one table only: deploy/citus/README.md, "Statements".
            select a.id, a.version, a.tariff_id, a.name, a.name_key, a.deleted_at from accounts a
            where a.id = any ({Parameter(0)})
            order by a.id
            for no key update skip locked
        ), chosen as (
            select {string.Join(", ", Updated.Select(Chosen))}
            from input i join locked a on a.id = i.id and a.version = i.version {and}
        ), changed as (
            update accounts a
            set {Assign(Written)},
                version = a.version + 1, updated_at = now()
            from chosen i
            where a.id = i.id and a.version = i.version
            returning a.id, i.has_new_connectors
        ), removed as (
            delete from account_external_data_connectors old using changed
            where old.account_id = changed.id and changed.has_new_connectors and not exists (
                select from {Connectors(AccountColumns.Id, Updated)} where c.id = changed.id and c.connector_id = old.connector_id)
        ), kept as (
            insert into account_external_data_connectors as old (account_id, position, connector_id)
            select changed.id, c.position, c.connector_id from changed join {Connectors(AccountColumns.Id, Updated)} using (id)
            on conflict (account_id, connector_id) do update set position = excluded.position where old.position <> excluded.position
        ), record as (
            insert into audit_entries (object_type, object_id, {Names(AccountColumns.Record)})
            select 'account', i.id, {Names(AccountColumns.Record, "i.")} from changed join input i using (id)
        )
        select id from changed
        """,
        Updated,
        AccountColumns.Id);

    // An old name whose key would now be that of another account keeps the key that it has (decision 0023).
    private static string Chosen(AccountColumn column) => column == AccountColumns.NameKey
        ? """
          case when a.name_key <> i.name_key and a.name = i.name and a.deleted_at is null
              and (select true from accounts other where other.name_key = i.name_key and other.deleted_at is null)
              then a.name_key else i.name_key end as name_key
          """
        : $"i.{column.Name}";

    private static string Connectors(AccountColumn key, IReadOnlyList<AccountColumn> before) =>
        $"unnest({Parameter(before.Count)}, {Parameter(before.Count + 1)}, {Parameter(before.Count + 2)}) "
        + $"as c ({key.Name}, position, connector_id)";
}

/// <summary>Reads the rows of <see cref="AccountStatements.Selected"/>.</summary>
internal static class AccountReader
{
    /// <summary>Reads all rows of a query.</summary>
    public static async Task<IReadOnlyList<Account>> AccountsAsync(this NpgsqlConnection connection, CommandDefinition command)
    {
        await using var reader = await connection.ExecuteReaderAsync(command, CommandBehavior.Default);
        var split = reader.GetOrdinal(AccountColumns.Settings[0].ReadAs);
        var (account, settings) = (reader.GetRowParser<Account>(length: split), reader.GetRowParser<AccountSettings>(startIndex: split));
        var accounts = new List<Account>();
        while (await reader.ReadAsync(command.CancellationToken))
        {
            accounts.Add(account(reader));
            accounts[^1].Settings = settings(reader);
        }

        return accounts;
    }
}
