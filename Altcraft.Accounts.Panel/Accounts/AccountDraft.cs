using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Panel.Components;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>What the form of an account edits: the parameters of <c>accounts/save</c>.</summary>
public sealed record AccountDraft
{
    /// <summary>All fields, in the contract's order, which is the form's.</summary>
    public static IReadOnlyList<DraftField<AccountDraft>> Fields { get; } =
    [
        DraftField<AccountDraft>.Of("name", draft => draft.Name, (draft, value) => draft.Name = value),
        DraftField<AccountDraft>.Of("title", draft => draft.Title, (draft, value) => draft.Title = value),
        DraftField<AccountDraft>.Of("tz", draft => draft.Tz, (draft, value) => draft.Tz = value),
        DraftField<AccountDraft>.Of("tariff", draft => draft.Tariff, (draft, value) => draft.Tariff = value),
        DraftField<AccountDraft>.Of("web_version_policy", draft => draft.WebVersionPolicy, (draft, value) => draft.WebVersionPolicy = value),
        DraftField<AccountDraft>.Of("account_postgresql", draft => draft.AccountPostgresql, (draft, value) => draft.AccountPostgresql = value),
        DraftField<AccountDraft>.Of(
            "account_cache_clickhouse", draft => draft.AccountCacheClickhouse, (draft, value) => draft.AccountCacheClickhouse = value),
        DraftField<AccountDraft>.Of(
            "external_data_connectors", draft => draft.ExternalDataConnectors, (draft, value) => draft.ExternalDataConnectors = value),
        DraftField<AccountDraft>.Of("reports_day", draft => draft.ReportsDay, (draft, value) => draft.ReportsDay = value),
        DraftField<AccountDraft>.Of("reports_hour", draft => draft.ReportsHour, (draft, value) => draft.ReportsHour = value),
        DraftField<AccountDraft>.Of("force_2fa_auth", draft => draft.Force2faAuth, (draft, value) => draft.Force2faAuth = value),
        DraftField<AccountDraft>.Of("enable_push", draft => draft.EnablePush, (draft, value) => draft.EnablePush = value),
        DraftField<AccountDraft>.Of("enable_smart_settings", draft => draft.EnableSmartSettings, (draft, value) => draft.EnableSmartSettings = value),
        DraftField<AccountDraft>.Of("enable_pixel", draft => draft.EnablePixel, (draft, value) => draft.EnablePixel = value),
        DraftField<AccountDraft>.Of(
            "enable_track_email_replies", draft => draft.EnableTrackEmailReplies, (draft, value) => draft.EnableTrackEmailReplies = value),
        DraftField<AccountDraft>.Of("custom_push_domain", draft => draft.CustomPushDomain, (draft, value) => draft.CustomPushDomain = value),
    ];

    /// <summary>The login name.</summary>
    public string? Name { get; set; }

    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>An IANA time zone.</summary>
    public string? Tz { get; set; }

    /// <summary>The tariff's ID.</summary>
    public long? Tariff { get; set; }

    /// <summary>The policy's ID, if any.</summary>
    public long? WebVersionPolicy { get; set; }

    /// <summary>The PostgreSQL database's ID, if any.</summary>
    public long? AccountPostgresql { get; set; }

    /// <summary>The ClickHouse database's ID, if any.</summary>
    public long? AccountCacheClickhouse { get; set; }

    /// <summary>The connectors' IDs, in order.</summary>
    public IReadOnlyList<long> ExternalDataConnectors { get; set; } = [];

    /// <summary>0–7: 0 and 7 are Sunday. A new account begins with Monday.</summary>
    public int ReportsDay { get; set; } = 1;

    /// <summary>0–23. A new account begins with 9 o'clock.</summary>
    public int ReportsHour { get; set; } = 9;

    /// <summary>Whether every user must sign in with a second factor.</summary>
    public bool Force2faAuth { get; set; }

    /// <summary>Whether push messages are on.</summary>
    public bool EnablePush { get; set; }

    /// <summary>Whether smart settings are on.</summary>
    public bool EnableSmartSettings { get; set; }

    /// <summary>Whether tracking pixels are on.</summary>
    public bool EnablePixel { get; set; }

    /// <summary>Whether replies to e-mails are tracked.</summary>
    public bool EnableTrackEmailReplies { get; set; }

    /// <summary>A host name, if any.</summary>
    public string? CustomPushDomain { get; set; }

    /// <summary>What is stored.</summary>
    public static AccountDraft Of(AccountAnswer account) => new()
    {
        Name = account.Name,
        Title = account.Title,
        Tz = account.Tz,
        Tariff = account.Tariff,
        WebVersionPolicy = account.WebVersionPolicy,
        AccountPostgresql = account.AccountPostgresql,
        AccountCacheClickhouse = account.AccountCacheClickhouse,
        ExternalDataConnectors = account.ExternalDataConnectors,
        ReportsDay = account.ReportsDay,
        ReportsHour = account.ReportsHour,
        Force2faAuth = account.Force2faAuth,
        EnablePush = account.EnablePush,
        EnableSmartSettings = account.EnableSmartSettings,
        EnablePixel = account.EnablePixel,
        EnableTrackEmailReplies = account.EnableTrackEmailReplies,
        CustomPushDomain = account.CustomPushDomain,
    };

    /// <summary>Whether another draft has the same values.</summary>
    public bool IsSame(AccountDraft other) => Fields.All(field => field.IsSame(this, other));

    /// <summary>The command that saves all of it. What is empty is sent as null, so that the service clears it or says that it is missing.</summary>
    /// <param name="id">The account; <see langword="null"/> to create one.</param>
    /// <param name="version">The version that was read.</param>
    public SaveAccountCommand ToCommand(long? id, int? version) => new()
    {
        Id = id is { } known ? known : default(Parameter<long>),
        Version = version is { } read ? read : default(Parameter<long>),
        Name = Text(Name),
        Title = Text(Title),
        Tz = Text(Tz),
        Tariff = Reference(Tariff),
        WebVersionPolicy = Reference(WebVersionPolicy),
        AccountPostgresql = Reference(AccountPostgresql),
        AccountCacheClickhouse = Reference(AccountCacheClickhouse),
        ExternalDataConnectors = Parameter<IReadOnlyList<EntityReference>>.Of(ExternalDataConnectors.Select(EntityReference.ById).ToList()),
        ReportsDay = ReportsDay,
        ReportsHour = ReportsHour,
        Force2faAuth = Force2faAuth,
        EnablePush = EnablePush,
        EnableSmartSettings = EnableSmartSettings,
        EnablePixel = EnablePixel,
        EnableTrackEmailReplies = EnableTrackEmailReplies,
        CustomPushDomain = Text(CustomPushDomain),
    };

    private static Parameter<string> Text(string? text) => string.IsNullOrWhiteSpace(text) ? Parameter<string>.Null : text;

    private static Parameter<EntityReference> Reference(long? id) => id is { } known ? EntityReference.ById(known) : Parameter<EntityReference>.Null;
}
