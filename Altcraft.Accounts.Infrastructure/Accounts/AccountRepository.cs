using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <inheritdoc/>
internal sealed class AccountRepository(DbSession session) : IAccountRepository
{
    private const string Columns = """
        a.id, a.name, a.title, a.tz, a.tariff_id, a.web_version_policy_id, a.account_postgresql_id, a.account_cache_clickhouse_id,
        a.reports_day, a.reports_hour, a.force_2fa_auth, a.enable_push, a.enable_smart_settings, a.enable_pixel,
        a.enable_track_email_replies, a.custom_push_domain, a.is_active, a.is_frozen, a.frozen_payment_url,
        a.is_subscribers_suspend_all, a.is_tariff_exceed, a.version, a.created_at, a.updated_at, a.deleted_at
        """;

    private const string WithConnectors = $"""
        {Columns}, array(
            select c.connector_id from account_external_data_connectors c where c.account_id = a.id order by c.position) as connector_ids
        """;

    public async Task<Account?> FindAsync(long id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {WithConnectors} from accounts a where a.id = @id and a.deleted_at is null";
        return (await session.SingleOrDefaultAsync<AccountRow>(Sql, new { id }, cancellationToken))?.ToAccount();
    }

    public async Task<Account?> FindByNameAsync(string nameKey, CancellationToken cancellationToken)
    {
        const string Sql = $"select {WithConnectors} from accounts a where a.name_key = @nameKey and a.deleted_at is null";
        return (await session.SingleOrDefaultAsync<AccountRow>(Sql, new { nameKey }, cancellationToken))?.ToAccount();
    }

    public async Task<Account?> FindForChangeAsync(long id, CancellationToken cancellationToken)
    {
        const string Sql = $"select {WithConnectors} from accounts a where a.id = @id for no key update of a";
        return (await session.SingleOrDefaultAsync<AccountRow>(Sql, new { id }, cancellationToken))?.ToAccount();
    }

    public Task<long> AddAsync(Account account, CancellationToken cancellationToken)
    {
        const string Sql = """
            with account as (
                insert into accounts (
                    name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                    account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings,
                    enable_pixel, enable_track_email_replies, custom_push_domain)
                values (
                    @Name, @NameKey, @Title, @TitleKey, @TimeZone, @TariffId, @WebVersionPolicyId, @AccountPostgresqlId,
                    @AccountCacheClickhouseId, @ReportsDay, @ReportsHour, @Force2faAuth, @EnablePush, @EnableSmartSettings,
                    @EnablePixel, @EnableTrackEmailReplies, @CustomPushDomain)
                returning id
            ), connectors as (
                insert into account_external_data_connectors (account_id, position, connector_id)
                select account.id, connector.position, connector.id
                from account, unnest(@ConnectorIds) with ordinality as connector (id, position)
            )
            select id from account
            """;
        return session.SingleAsync<long>(Sql, Parameters(account), cancellationToken);
    }

    public Task UpdateAsync(Account account, CancellationToken cancellationToken)
    {
        // The connectors that go and those that come are different rows, so the order of the two steps does not matter.
        const string Sql = """
            with gone as (
                delete from account_external_data_connectors where account_id = @Id and connector_id <> all (@ConnectorIds)
            ), kept as (
                insert into account_external_data_connectors as old (account_id, position, connector_id)
                select @Id, connector.position, connector.id
                from unnest(@ConnectorIds) with ordinality as connector (id, position)
                on conflict (account_id, connector_id) do update set position = excluded.position
                where old.position <> excluded.position
            )
            update accounts set
                name = @Name, name_key = @NameKey, title = @Title, title_key = @TitleKey, tz = @TimeZone, tariff_id = @TariffId,
                web_version_policy_id = @WebVersionPolicyId, account_postgresql_id = @AccountPostgresqlId,
                account_cache_clickhouse_id = @AccountCacheClickhouseId, reports_day = @ReportsDay, reports_hour = @ReportsHour,
                force_2fa_auth = @Force2faAuth, enable_push = @EnablePush, enable_smart_settings = @EnableSmartSettings,
                enable_pixel = @EnablePixel, enable_track_email_replies = @EnableTrackEmailReplies,
                custom_push_domain = @CustomPushDomain, is_active = @IsActive, is_frozen = @IsFrozen,
                frozen_payment_url = @FrozenPaymentUrl,
                deleted_at = case when @IsDeleted then coalesce(deleted_at, now()) end,
                version = version + 1, updated_at = now()
            where id = @Id
            """;
        return session.ExecuteAsync(Sql, Parameters(account), cancellationToken);
    }

    public Task<int> CountPlacesTakenAsync(long tariffId, CancellationToken cancellationToken)
    {
        const string Sql = "select count(*)::int from accounts where tariff_id = @tariffId and is_active and deleted_at is null";
        return session.SingleAsync<int>(Sql, new { tariffId }, cancellationToken);
    }

    public async Task<Page<Account>> ListAsync(AccountFilter filter, CancellationToken cancellationToken)
    {
        const string Matching = """
            from accounts a
            where a.deleted_at is null
              and (@SearchKey::text is null or strpos(a.name_key, @SearchKey) > 0 or strpos(a.title_key, @SearchKey) > 0)
              and (@IsActive::boolean is null or a.is_active = @IsActive)
              and (@IsFrozen::boolean is null or a.is_frozen = @IsFrozen)
              and (@TariffId::bigint is null or a.tariff_id = @TariffId)
            """;
        const string CountSql = $"select count(*) {Matching}";
        const string PageSql = $"select {Columns} {Matching} and a.id >= @FromId order by a.id limit @Limit";
        var rows = await session.ListAsync<AccountRow>(PageSql, filter, cancellationToken);
        var total = await session.SingleAsync<long>(CountSql, filter, cancellationToken);
        return new Page<Account>([.. rows.Select(row => row.ToAccount())], total);
    }

    private static object Parameters(Account account) => new
    {
        account.Id,
        account.Settings.Name,
        NameKey = TextKey.Of(account.Settings.Name),
        account.Settings.Title,
        TitleKey = TextKey.Of(account.Settings.Title),
        account.Settings.TimeZone,
        account.Settings.TariffId,
        account.Settings.WebVersionPolicyId,
        account.Settings.AccountPostgresqlId,
        account.Settings.AccountCacheClickhouseId,
        ConnectorIds = account.Settings.ExternalDataConnectorIds.ToArray(),
        ReportsDay = (short)account.Settings.Reports.Day,
        ReportsHour = (short)account.Settings.Reports.Hour,
        account.Settings.Force2faAuth,
        account.Settings.EnablePush,
        account.Settings.EnableSmartSettings,
        account.Settings.EnablePixel,
        account.Settings.EnableTrackEmailReplies,
        account.Settings.CustomPushDomain,
        account.IsActive,
        account.IsFrozen,
        account.FrozenPaymentUrl,
        account.IsDeleted,
    };
}
