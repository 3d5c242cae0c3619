using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Database.Statements;
using Altcraft.Accounts.Infrastructure.Joining;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>
/// Stores new accounts, each with its connectors and its entry of the journal: one statement and one commit for all that arrive
/// while the previous ones are on their way. Whatever could fail in a batch is left out of it by the statement itself and answered
/// with <see langword="null"/>: the request is then carried out alone, where the constraints say what is wrong.
/// </summary>
internal sealed class AccountCreation
{
    private const string OneSql = """
        with account as (
            insert into accounts (
                name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings,
                enable_pixel, enable_track_email_replies, custom_push_domain)
            select
                @Name, @NameKey, @Title, @TitleKey, @TimeZone, tariff.id, @WebVersionPolicyId, @AccountPostgresqlId,
                @AccountCacheClickhouseId, @ReportsDay, @ReportsHour, @Force2faAuth, @EnablePush, @EnableSmartSettings,
                @EnablePixel, @EnableTrackEmailReplies, @CustomPushDomain
            from tariffs tariff
            where tariff.id = @TariffId and (@HasPlace or tariff.max_accounts is null)
            returning id
        ), connectors as (
            insert into account_external_data_connectors (account_id, position, connector_id)
            select account.id, connector.position, connector.id
            from account, unnest(@ConnectorIds) with ordinality as connector (id, position)
        ), journal as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select @TokenId, @TokenName, @Address, @RequestId, @Action, 'account', account.id, @Changes
            from account
        )
        select id from account
        """;

    private const string ManySql = """
        with input as (
            select * from unnest(
                @Name, @NameKey, @Title, @TitleKey, @TimeZone, @TariffId, @WebVersionPolicyId, @AccountPostgresqlId,
                @AccountCacheClickhouseId, @ReportsDay, @ReportsHour, @Force2faAuth, @EnablePush, @EnableSmartSettings,
                @EnablePixel, @EnableTrackEmailReplies, @CustomPushDomain, @TokenId, @TokenName, @Address, @RequestId, @Changes)
            with ordinality as i (
                name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings,
                enable_pixel, enable_track_email_replies, custom_push_domain, token_id, token_name, address, request_id, changes, place)
        ), account as (
            insert into accounts (
                name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings,
                enable_pixel, enable_track_email_replies, custom_push_domain)
            select
                name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings,
                enable_pixel, enable_track_email_replies, custom_push_domain
            from input
            where exists (select from tariffs where tariffs.id = input.tariff_id and tariffs.max_accounts is null)
            -- Of two replicas that store the same names, none then waits for one while it has another.
            order by name_key
            on conflict (name_key) where deleted_at is null do nothing
            returning id, name_key
        ), stored as (
            select account.id, input.* from account join input using (name_key)
        ), connectors as (
            insert into account_external_data_connectors (account_id, position, connector_id)
            select stored.id, connector.position, connector.id
            from unnest(@ConnectorPlaces, @ConnectorPositions, @ConnectorIds) as connector (place, position, id)
            join stored on stored.place = connector.place
        ), journal as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select token_id, token_name, address, request_id, 'account.create', 'account', id, changes from stored order by place
        )
        select place, id from stored
        """;

    /// <summary>Stores one. No row: the tariff is gone, or is limited and <see cref="AccountWrite.HasPlace"/> is false.</summary>
    public static readonly Statement<AccountWrite> One = new(OneSql, AccountColumns.One);

    private static readonly Statement<IReadOnlyList<AccountWrite>> Many = new(ManySql,
    [
        .. AccountColumns.All.Select(column => column.Many),
        new Binding<IReadOnlyList<AccountWrite>, long[]>("ConnectorPlaces", Places),
        new Binding<IReadOnlyList<AccountWrite>, short[]>("ConnectorPositions", Positions),
        new Binding<IReadOnlyList<AccountWrite>, long[]>("ConnectorIds", writes => [.. writes.SelectMany(write => write.ConnectorIds)]),
    ]);

    private readonly CertainWrite _write;
    private readonly JoinedConnections _connections;
    private readonly JoinedWork<AccountWrite, long?> _work;

    public AccountCreation(CertainWrite write, DataSources sources)
    {
        (_write, _connections) = (write, sources.Creates);
        _work = new JoinedWork<AccountWrite, long?>("create", StoreAsync);
    }

    /// <summary>Stores an account, with others if there are any.</summary>
    /// <returns>The new ID; <see langword="null"/> when nothing was stored and it must be tried alone.</returns>
    public Task<long?> StoreAsync(AccountWrite account, CancellationToken cancellationToken) => _work.RunAsync(account, cancellationToken);

    private Task<IReadOnlyList<long?>> StoreAsync(IReadOnlyList<AccountWrite> accounts) =>
        _write.RunAsync(
            _connections, [.. accounts.Select(account => account.Entry)], connection => SendAsync(connection, accounts), id => id);

    private static async Task<IReadOnlyList<long?>> SendAsync(NpgsqlConnection connection, IReadOnlyList<AccountWrite> accounts)
    {
        if (accounts is [var one])
        {
            using var row = One.Bind(one);
            return [await connection.RowsAsync(new CommandDefinition(One.Sql, row), stored => stored.GetInt64(0)) is [var id] ? id : null];
        }

        var names = new HashSet<string>(accounts.Count);
        foreach (var account in accounts)
        {
            account.IsRepeated = !names.Add(account.NameKey!);
        }

        var ids = new long?[accounts.Count];
        try
        {
            using var rows = Many.Bind(accounts);
            foreach (var (place, id) in await connection.RowsAsync(new CommandDefinition(Many.Sql, rows), row => (row.GetInt64(0), row.GetInt64(1))))
            {
                ids[place - 1] = id;
            }
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            // A reference of one of them is gone. The statement has stored nothing: each is tried alone.
        }

        return ids;
    }

    private static long[] Places(IReadOnlyList<AccountWrite> accounts) =>
        [.. accounts.SelectMany((account, i) => account.ConnectorIds.Select(_ => i + 1L))];

    private static short[] Positions(IReadOnlyList<AccountWrite> accounts) =>
        [.. accounts.SelectMany(account => account.ConnectorIds.Select((_, i) => (short)(i + 1)))];
}
