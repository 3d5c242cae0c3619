using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Database.Statements;
using Altcraft.Accounts.Infrastructure.Joining;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>
/// Stores changed accounts, each with its connectors and its entry of the journal, if it is still at the version that was read:
/// one statement and one commit for all that arrive while the previous ones are on their way. What was not stored is carried out
/// once more, alone.
/// </summary>
internal sealed class AccountUpdate
{
    private const string OneSql = """
        with changed as (
            update accounts set
                name = @Name, name_key = @NameKey, title = @Title, title_key = @TitleKey, tz = @TimeZone, tariff_id = @TariffId,
                web_version_policy_id = @WebVersionPolicyId, account_postgresql_id = @AccountPostgresqlId,
                account_cache_clickhouse_id = @AccountCacheClickhouseId, reports_day = @ReportsDay, reports_hour = @ReportsHour,
                force_2fa_auth = @Force2faAuth, enable_push = @EnablePush, enable_smart_settings = @EnableSmartSettings,
                enable_pixel = @EnablePixel, enable_track_email_replies = @EnableTrackEmailReplies,
                custom_push_domain = @CustomPushDomain, is_active = @IsActive, is_frozen = @IsFrozen,
                frozen_payment_url = @FrozenPaymentUrl, deleted_at = case when @IsDeleted then coalesce(deleted_at, now()) end,
                version = version + 1, updated_at = now()
            where id = @Id and version = @Version
            returning id
        ), gone as (
            delete from account_external_data_connectors
            where account_id = (select id from changed) and connector_id <> all (@ConnectorIds)
        ), kept as (
            insert into account_external_data_connectors as old (account_id, position, connector_id)
            select changed.id, connector.position, connector.id
            from changed, unnest(@ConnectorIds) with ordinality as connector (id, position)
            on conflict (account_id, connector_id) do update set position = excluded.position
            where old.position <> excluded.position
        ), journal as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select @TokenId, @TokenName, @Address, @RequestId, @Action, 'account', changed.id, @Changes
            from changed
        )
        select id from changed
        """;

    // Names, tariffs and connectors stay as they are here: those changes go alone, because constraints may refuse them.
    private const string ManySql = """
        with input as (
            select * from unnest(
                @Id, @Version, @Title, @TitleKey, @TimeZone, @WebVersionPolicyId, @AccountPostgresqlId, @AccountCacheClickhouseId,
                @ReportsDay, @ReportsHour, @Force2faAuth, @EnablePush, @EnableSmartSettings, @EnablePixel,
                @EnableTrackEmailReplies, @CustomPushDomain, @IsActive, @IsFrozen, @FrozenPaymentUrl, @IsDeleted,
                @TokenId, @TokenName, @Address, @RequestId, @Action, @Changes)
            as i (
                id, version, title, title_key, tz, web_version_policy_id, account_postgresql_id, account_cache_clickhouse_id,
                reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel,
                enable_track_email_replies, custom_push_domain, is_active, is_frozen, frozen_payment_url, is_deleted,
                token_id, token_name, address, request_id, action, changes)
        ), changed as (
            update accounts a set
                title = i.title, title_key = i.title_key, tz = i.tz, web_version_policy_id = i.web_version_policy_id,
                account_postgresql_id = i.account_postgresql_id, account_cache_clickhouse_id = i.account_cache_clickhouse_id,
                reports_day = i.reports_day, reports_hour = i.reports_hour, force_2fa_auth = i.force_2fa_auth,
                enable_push = i.enable_push, enable_smart_settings = i.enable_smart_settings, enable_pixel = i.enable_pixel,
                enable_track_email_replies = i.enable_track_email_replies, custom_push_domain = i.custom_push_domain,
                is_active = i.is_active, is_frozen = i.is_frozen, frozen_payment_url = i.frozen_payment_url,
                deleted_at = case when i.is_deleted then coalesce(a.deleted_at, now()) end,
                version = a.version + 1, updated_at = now()
            from input i
            where a.id = i.id and a.version = i.version
            returning a.id
        ), journal as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select i.token_id, i.token_name, i.address, i.request_id, i.action, 'account', i.id, i.changes
            from input i join changed using (id)
        )
        select id from changed
        """;

    /// <summary>Stores one. No row: the account has another version by now.</summary>
    public static readonly Statement<AccountWrite> One = new(OneSql, AccountColumns.One);

    private static readonly Statement<IReadOnlyList<AccountWrite>> Many = new(ManySql, AccountColumns.All.Select(column => column.Many));

    private readonly CertainWrite _write;
    private readonly JoinedConnections _connections;
    private readonly JoinedWork<AccountWrite, bool> _work;

    public AccountUpdate(CertainWrite write, DataSources sources)
    {
        (_write, _connections) = (write, sources.Updates);
        _work = new JoinedWork<AccountWrite, bool>("update", StoreAsync);
    }

    /// <summary>Stores a change that no constraint but the foreign keys of its references can refuse, with others if there are any.</summary>
    /// <returns>Whether it was stored; otherwise it must be tried alone.</returns>
    public Task<bool> StoreAsync(AccountWrite account, CancellationToken cancellationToken) => _work.RunAsync(account, cancellationToken);

    private Task<IReadOnlyList<bool>> StoreAsync(IReadOnlyList<AccountWrite> accounts) =>
        _write.RunAsync(
            _connections, [.. accounts.Select(account => account.Entry)], connection => SendAsync(connection, accounts), id => id is not null);

    private static async Task<IReadOnlyList<bool>> SendAsync(NpgsqlConnection connection, IReadOnlyList<AccountWrite> accounts)
    {
        if (accounts is [var one])
        {
            using var row = One.Bind(one);
            return [await connection.RowsAsync(new CommandDefinition(One.Sql, row), stored => stored.GetInt64(0)) is not []];
        }

        try
        {
            // In ID order, so that the rows are mostly locked in one order by everybody.
            using var rows = Many.Bind([.. accounts.DistinctBy(account => account.Id).OrderBy(account => account.Id)]);
            var stored = (await connection.RowsAsync(new CommandDefinition(Many.Sql, rows), row => row.GetInt64(0))).ToHashSet();

            // Of two changes of one account only the first is in the statement; the other finds another version alone.
            return [.. accounts.Select(account => stored.Remove(account.Id))];
        }
        catch (PostgresException exception) when (IsRefusal(exception))
        {
            // A reference of one of them is gone, or another replica locked the same rows in another order. Nothing was stored.
            return new bool[accounts.Count];
        }
    }

    private static bool IsRefusal(PostgresException exception) =>
        exception.SqlState.StartsWith("23", StringComparison.Ordinal) || exception.SqlState == PostgresErrorCodes.DeadlockDetected;
}
