namespace Usual;

public sealed class AccountRepository(Session session)
{
    public Task<bool> NameIsTakenAsync(string nameKey, CancellationToken ct) => session.FirstAsync<bool>(
        "select exists (select 1 from accounts where name_key = @nameKey and deleted_at is null)", new { nameKey }, ct);

    public Task<long> InsertAsync(Account account, CancellationToken ct) => session.FirstAsync<long>(
        """
        insert into accounts (name, name_key, title, title_key, tz, tariff_id, account_postgresql_id, account_cache_clickhouse_id,
                              reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel,
                              enable_track_email_replies, custom_push_domain)
        values (@Name, @NameKey, @Title, @TitleKey, @Tz, @TariffId, @AccountPostgresql, @AccountCacheClickhouse, @ReportsDay,
                @ReportsHour, @Force2faAuth, @EnablePush, @EnableSmartSettings, @EnablePixel, @EnableTrackEmailReplies,
                @CustomPushDomain)
        returning id
        """, account, ct);

    /// <summary>A list of parameters: Dapper runs the statement once for each.</summary>
    public Task InsertConnectorsAsync(long accountId, IReadOnlyList<long> connectors, CancellationToken ct) => session.ExecuteAsync(
        """
        insert into account_external_data_connectors (account_id, position, connector_id)
        values (@accountId, @position, @connectorId)
        """, connectors.Select((connectorId, at) => new { accountId, position = (short)(at + 1), connectorId }).ToList(), ct);

    public Task InsertEntryAsync(SaveAccountCommand command, long accountId, string changes, CancellationToken ct) => session.ExecuteAsync(
        """
        insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
        values (@TokenId, @TokenName, @Address, @RequestId, 'account.create', 'account', @accountId, @changes::jsonb)
        """, new { command.TokenId, command.TokenName, command.Address, command.RequestId, accountId, changes }, ct);
}
