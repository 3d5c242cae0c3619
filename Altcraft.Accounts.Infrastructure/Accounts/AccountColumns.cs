using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Infrastructure.Audit;
using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>An account to store, with its audit record. The time is UTC.</summary>
internal sealed record AccountWrite(Account Account, AuditRow Record, DateTime Now)
{
    /// <summary>The folded name, by which names are compared.</summary>
    public string NameKey { get; } = TextKey.Of(Account.Settings.Name);
}

/// <summary>A column that the service writes.</summary>
/// <param name="ReadAs">The name of the property that receives it, in snake_case.</param>
/// <param name="Values">Creates the parameter with the values of several accounts: an array for <c>unnest</c>.</param>
internal sealed record AccountColumn(string Name, string ReadAs, Func<IReadOnlyList<AccountWrite>, NpgsqlParameter> Values);

/// <summary>
/// The only list of account columns. Every statement that stores or reads accounts is composed from it (<see cref="AccountStatements"/>).
/// </summary>
internal static class AccountColumns
{
    /// <summary>The ID of a stored account.</summary>
    public static AccountColumn Id { get; } = Of("id", NpgsqlDbType.Bigint, write => write.Account.Id);

    /// <summary>By this names are compared.</summary>
    public static AccountColumn NameKey { get; } = Of("name_key", NpgsqlDbType.Text, write => write.NameKey);

    /// <summary>The columns of <see cref="AccountSettings"/>.</summary>
    public static IReadOnlyList<AccountColumn> Settings { get; } =
    [
        Of("name", NpgsqlDbType.Text, write => write.Account.Settings.Name),
        Of("title", NpgsqlDbType.Text, write => write.Account.Settings.Title),
        Of("tz", NpgsqlDbType.Text, write => write.Account.Settings.TimeZone, "time_zone"),
        Of("tariff_id", NpgsqlDbType.Bigint, write => write.Account.Settings.TariffId),
        Of("web_version_policy_id", NpgsqlDbType.Bigint, write => write.Account.Settings.WebVersionPolicyId),
        Of("account_postgresql_id", NpgsqlDbType.Bigint, write => write.Account.Settings.AccountPostgresqlId),
        Of("account_cache_clickhouse_id", NpgsqlDbType.Bigint, write => write.Account.Settings.AccountCacheClickhouseId),
        Of("reports_day", NpgsqlDbType.Smallint, write => (short)write.Account.Settings.ReportsDay),
        Of("reports_hour", NpgsqlDbType.Smallint, write => (short)write.Account.Settings.ReportsHour),
        Of("force_2fa_auth", NpgsqlDbType.Boolean, write => write.Account.Settings.Force2faAuth),
        Of("enable_push", NpgsqlDbType.Boolean, write => write.Account.Settings.EnablePush),
        Of("enable_smart_settings", NpgsqlDbType.Boolean, write => write.Account.Settings.EnableSmartSettings),
        Of("enable_pixel", NpgsqlDbType.Boolean, write => write.Account.Settings.EnablePixel),
        Of("enable_track_email_replies", NpgsqlDbType.Boolean, write => write.Account.Settings.EnableTrackEmailReplies),
        Of("custom_push_domain", NpgsqlDbType.Text, write => write.Account.Settings.CustomPushDomain),
    ];

    /// <summary>The columns of <see cref="Account"/>.</summary>
    public static IReadOnlyList<AccountColumn> State { get; } =
    [
        Of("is_active", NpgsqlDbType.Boolean, write => write.Account.IsActive),
        Of("is_frozen", NpgsqlDbType.Boolean, write => write.Account.IsFrozen),
        Of("frozen_payment_url", NpgsqlDbType.Text, write => write.Account.FrozenPaymentUrl),
    ];

    /// <summary>
    /// Columns derived from the others. <c>deleted_at</c> only changes with a deletion or a restoration: a deleted account is not changed
    /// otherwise.
    /// </summary>
    public static IReadOnlyList<AccountColumn> Derived { get; } =
    [
        NameKey,
        Of("title_key", NpgsqlDbType.Text, write => TextKey.Of(write.Account.Settings.Title)),
        Of("deleted_at", NpgsqlDbType.TimestampTz, write => write.Account.IsDeleted ? write.Now : (DateTime?)null),
    ];

    /// <summary>The input of an update beside its columns.</summary>
    public static IReadOnlyList<AccountColumn> Change { get; } =
    [
        Id,
        Of("version", NpgsqlDbType.Integer, write => write.Account.Version),
        Of("has_new_connectors", NpgsqlDbType.Boolean, write => write.Account.HasNewConnectors),
    ];

    /// <summary>The columns of its audit record.</summary>
    public static IReadOnlyList<AccountColumn> Record { get; } =
    [
        Of("token_id", NpgsqlDbType.Bigint, write => write.Record.TokenId),
        Of("token_name", NpgsqlDbType.Text, write => write.Record.TokenName),
        Of("address", NpgsqlDbType.Text, write => write.Record.Address),
        Of("request_id", NpgsqlDbType.Text, write => write.Record.RequestId),
        Of("action", NpgsqlDbType.Text, write => write.Record.Action),
        Of("changes", NpgsqlDbType.Jsonb, write => write.Record.Changes),
    ];

    private static AccountColumn Of<T>(string name, NpgsqlDbType type, Func<AccountWrite, T> value, string? readAs = null) => new(
        name,
        readAs ?? name,
        writes =>
        {
            var values = new T[writes.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(writes[i]);
            }

            return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
        });
}
