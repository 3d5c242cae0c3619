namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The validated settings of an account, as <c>accounts/save</c> sets them, with references as IDs (contract, section 5).
/// </summary>
public sealed record AccountSettings
{
    /// <summary>The defaults of a new account.</summary>
    public static AccountSettings Default { get; } = new();

    /// <summary>The login name: <see cref="AccountName"/>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>1–255 characters.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>An IANA name: <see cref="AccountTimeZone"/>.</summary>
    public string TimeZone { get; init; } = string.Empty;

    /// <summary>The tariff's ID.</summary>
    public long TariffId { get; init; }

    /// <summary>The web-version policy's ID, if any.</summary>
    public long? WebVersionPolicyId { get; init; }

    /// <summary>The ID of a database of kind <c>postgresql</c>, if any.</summary>
    public long? AccountPostgresqlId { get; init; }

    /// <summary>The ID of a database of kind <c>clickhouse</c>, if any.</summary>
    public long? AccountCacheClickhouseId { get; init; }

    /// <summary>Connector IDs, each once, in the caller's order.</summary>
    public IReadOnlyList<long> ExternalDataConnectorIds { get; init; } = [];

    /// <summary>The day of the weekly report in cron numbering: 0–7, 0 and 7 Sunday, 1 Monday. Kept as it was sent.</summary>
    public int ReportsDay { get; init; }

    /// <summary>The hour of the weekly report in the account's time zone: 0–23.</summary>
    public int ReportsHour { get; init; }

    /// <summary>Whether every user must sign in with a second factor.</summary>
    public bool Force2faAuth { get; init; }

    /// <summary>Whether push messages are on.</summary>
    public bool EnablePush { get; init; }

    /// <summary>Whether smart settings are on.</summary>
    public bool EnableSmartSettings { get; init; }

    /// <summary>Whether tracking pixels are on.</summary>
    public bool EnablePixel { get; init; }

    /// <summary>Whether replies to e-mails are tracked.</summary>
    public bool EnableTrackEmailReplies { get; init; }

    /// <summary>A host name as <see cref="PushDomain"/> stores it, if any.</summary>
    public string? CustomPushDomain { get; init; }

    /// <summary>The settings by their wire names, in the order of the contract's table, for audit records.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields() =>
    [
        new("name", Name),
        new("title", Title),
        new("tz", TimeZone),
        new("tariff", TariffId),
        new("web_version_policy", WebVersionPolicyId),
        new("account_postgresql", AccountPostgresqlId),
        new("account_cache_clickhouse", AccountCacheClickhouseId),
        new("external_data_connectors", ExternalDataConnectorIds),
        new("reports_day", ReportsDay),
        new("reports_hour", ReportsHour),
        new("force_2fa_auth", Force2faAuth),
        new("enable_push", EnablePush),
        new("enable_smart_settings", EnableSmartSettings),
        new("enable_pixel", EnablePixel),
        new("enable_track_email_replies", EnableTrackEmailReplies),
        new("custom_push_domain", CustomPushDomain),
    ];
}
