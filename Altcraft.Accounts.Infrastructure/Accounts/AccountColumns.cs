using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Audit;
using NpgsqlTypes;
using AccountColumn = Altcraft.Accounts.Infrastructure.Batching.Column<Altcraft.Accounts.Infrastructure.Accounts.AccountWrite>;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>An account to store, with its audit record. The time is UTC.</summary>
internal sealed record AccountWrite(Account Account, AuditRow Record, DateTime Now)
{
    /// <summary>The folded name, by which names are compared.</summary>
    public string NameKey { get; } = TextKey.Of(Account.Settings.Name);
}

/// <summary>
/// The only list of account columns. Every statement that stores or reads accounts is composed from it (<see cref="AccountStatements"/>).
/// </summary>
internal static class AccountColumns
{
    /// <summary>The ID of a stored account.</summary>
    public static AccountColumn Id { get; } = AccountColumn.Of("id", NpgsqlDbType.Bigint, write => write.Account.Id);

    /// <summary>By this names are compared.</summary>
    public static AccountColumn NameKey { get; } = AccountColumn.Of("name_key", NpgsqlDbType.Text, write => write.NameKey);

    /// <summary>The columns of <see cref="AccountSettings"/>.</summary>
    public static IReadOnlyList<AccountColumn> Settings { get; } =
    [
        AccountColumn.Of("name", NpgsqlDbType.Text, write => write.Account.Settings.Name),
        AccountColumn.Of("title", NpgsqlDbType.Text, write => write.Account.Settings.Title),
        AccountColumn.Of("tz", NpgsqlDbType.Text, write => write.Account.Settings.TimeZone, "time_zone"),
        AccountColumn.Of("tariff_id", NpgsqlDbType.Bigint, write => write.Account.Settings.TariffId),
        AccountColumn.Of("web_version_policy_id", NpgsqlDbType.Bigint, write => write.Account.Settings.WebVersionPolicyId),
        AccountColumn.Of("account_postgresql_id", NpgsqlDbType.Bigint, write => write.Account.Settings.AccountPostgresqlId),
        AccountColumn.Of("account_cache_clickhouse_id", NpgsqlDbType.Bigint, write => write.Account.Settings.AccountCacheClickhouseId),
        AccountColumn.Of("reports_day", NpgsqlDbType.Smallint, write => (short)write.Account.Settings.ReportsDay),
        AccountColumn.Of("reports_hour", NpgsqlDbType.Smallint, write => (short)write.Account.Settings.ReportsHour),
        AccountColumn.Of("force_2fa_auth", NpgsqlDbType.Boolean, write => write.Account.Settings.Force2faAuth),
        AccountColumn.Of("enable_push", NpgsqlDbType.Boolean, write => write.Account.Settings.EnablePush),
        AccountColumn.Of("enable_smart_settings", NpgsqlDbType.Boolean, write => write.Account.Settings.EnableSmartSettings),
        AccountColumn.Of("enable_pixel", NpgsqlDbType.Boolean, write => write.Account.Settings.EnablePixel),
        AccountColumn.Of("enable_track_email_replies", NpgsqlDbType.Boolean, write => write.Account.Settings.EnableTrackEmailReplies),
        AccountColumn.Of("custom_push_domain", NpgsqlDbType.Text, write => write.Account.Settings.CustomPushDomain),
    ];

    /// <summary>The columns of <see cref="Account"/>.</summary>
    public static IReadOnlyList<AccountColumn> State { get; } =
    [
        AccountColumn.Of("is_active", NpgsqlDbType.Boolean, write => write.Account.IsActive),
        AccountColumn.Of("is_frozen", NpgsqlDbType.Boolean, write => write.Account.IsFrozen),
        AccountColumn.Of("frozen_payment_url", NpgsqlDbType.Text, write => write.Account.FrozenPaymentUrl),
    ];

    /// <summary>
    /// Columns derived from the others. <c>deleted_at</c> only changes with a deletion or a restoration: a deleted account is not changed
    /// otherwise.
    /// </summary>
    public static IReadOnlyList<AccountColumn> Derived { get; } =
    [
        NameKey,
        AccountColumn.Of("title_key", NpgsqlDbType.Text, write => TextKey.Of(write.Account.Settings.Title)),
        AccountColumn.Of("deleted_at", NpgsqlDbType.TimestampTz, write => write.Account.IsDeleted ? write.Now : (DateTime?)null),
    ];

    /// <summary>The input of an update beside its columns.</summary>
    public static IReadOnlyList<AccountColumn> Change { get; } =
    [
        Id,
        AccountColumn.Of("version", NpgsqlDbType.Integer, write => write.Account.Version),
        AccountColumn.Of("has_new_connectors", NpgsqlDbType.Boolean, write => write.Account.HasNewConnectors),
    ];

    /// <summary>The columns of its audit record.</summary>
    public static IReadOnlyList<AccountColumn> Record { get; } = AccountColumn.OfRecord(write => write.Record);
}
