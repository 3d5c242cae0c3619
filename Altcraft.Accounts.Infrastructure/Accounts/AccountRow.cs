using System.Data.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>A row of <c>accounts</c> with its connectors.</summary>
internal sealed class AccountRow
{
    /// <summary>The columns of <c>accounts a</c>.</summary>
    public const string Columns = """
        a.id, a.name, a.title, a.tz, a.tariff_id, a.web_version_policy_id, a.account_postgresql_id, a.account_cache_clickhouse_id,
        a.reports_day, a.reports_hour, a.force_2fa_auth, a.enable_push, a.enable_smart_settings, a.enable_pixel,
        a.enable_track_email_replies, a.custom_push_domain, a.is_active, a.is_frozen, a.frozen_payment_url,
        a.is_subscribers_suspend_all, a.is_tariff_exceed, a.version, a.created_at, a.updated_at, a.deleted_at
        """;

    /// <summary>The columns, and the connectors in order.</summary>
    public const string WithConnectors = $"""
        {Columns}, array(
            select c.connector_id from account_external_data_connectors c where c.account_id = a.id order by c.position) as connector_ids
        """;

    public long Id { get; init; }

    public string Name { get; init; } = string.Empty;

    public string Title { get; init; } = string.Empty;

    public string Tz { get; init; } = string.Empty;

    public long TariffId { get; init; }

    public long? WebVersionPolicyId { get; init; }

    public long? AccountPostgresqlId { get; init; }

    public long? AccountCacheClickhouseId { get; init; }

    public long[] ConnectorIds { get; init; } = [];

    public short ReportsDay { get; init; }

    public short ReportsHour { get; init; }

    public bool Force2faAuth { get; init; }

    public bool EnablePush { get; init; }

    public bool EnableSmartSettings { get; init; }

    public bool EnablePixel { get; init; }

    public bool EnableTrackEmailReplies { get; init; }

    public string? CustomPushDomain { get; init; }

    public bool IsActive { get; init; }

    public bool IsFrozen { get; init; }

    public string? FrozenPaymentUrl { get; init; }

    public bool IsSubscribersSuspendAll { get; init; }

    public bool IsTariffExceed { get; init; }

    public int Version { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? DeletedAt { get; init; }

    /// <summary>Reads <see cref="WithConnectors"/>, in that order. By hand: Dapper would box every value, and every read and change comes here.</summary>
    public static AccountRow Read(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Name = reader.GetString(1),
        Title = reader.GetString(2),
        Tz = reader.GetString(3),
        TariffId = reader.GetInt64(4),
        WebVersionPolicyId = reader.GetFieldValue<long?>(5),
        AccountPostgresqlId = reader.GetFieldValue<long?>(6),
        AccountCacheClickhouseId = reader.GetFieldValue<long?>(7),
        ReportsDay = reader.GetInt16(8),
        ReportsHour = reader.GetInt16(9),
        Force2faAuth = reader.GetBoolean(10),
        EnablePush = reader.GetBoolean(11),
        EnableSmartSettings = reader.GetBoolean(12),
        EnablePixel = reader.GetBoolean(13),
        EnableTrackEmailReplies = reader.GetBoolean(14),
        CustomPushDomain = reader.IsDBNull(15) ? null : reader.GetString(15),
        IsActive = reader.GetBoolean(16),
        IsFrozen = reader.GetBoolean(17),
        FrozenPaymentUrl = reader.IsDBNull(18) ? null : reader.GetString(18),
        IsSubscribersSuspendAll = reader.GetBoolean(19),
        IsTariffExceed = reader.GetBoolean(20),
        Version = reader.GetInt32(21),
        CreatedAt = reader.GetDateTime(22),
        UpdatedAt = reader.GetDateTime(23),
        DeletedAt = reader.GetFieldValue<DateTime?>(24),
        ConnectorIds = reader.GetFieldValue<long[]>(25),
    };

    public Account ToAccount() => new()
    {
        Id = Id,
        Settings = new AccountSettings
        {
            Name = Name,
            Title = Title,
            TimeZone = Tz,
            TariffId = TariffId,
            WebVersionPolicyId = WebVersionPolicyId,
            AccountPostgresqlId = AccountPostgresqlId,
            AccountCacheClickhouseId = AccountCacheClickhouseId,
            ExternalDataConnectorIds = ConnectorIds,
            Reports = new ReportSchedule(ReportsDay, ReportsHour),
            Force2faAuth = Force2faAuth,
            EnablePush = EnablePush,
            EnableSmartSettings = EnableSmartSettings,
            EnablePixel = EnablePixel,
            EnableTrackEmailReplies = EnableTrackEmailReplies,
            CustomPushDomain = CustomPushDomain,
        },
        IsActive = IsActive,
        IsFrozen = IsFrozen,
        FrozenPaymentUrl = FrozenPaymentUrl,
        IsDeleted = DeletedAt is not null,
        IsSubscribersSuspendAll = IsSubscribersSuspendAll,
        IsTariffExceed = IsTariffExceed,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
