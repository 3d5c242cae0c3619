using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Audit;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>One account to be stored with its entry of the journal: the parameters of the writing statements.</summary>
internal sealed class AccountWrite(Account account, AuditRow entry)
{
    /// <summary>Its entry of the journal.</summary>
    public AuditRow Entry => entry;

    public long Id => account.Id;

    public int Version => account.Version;

    public string Name => account.Settings.Name;

    public string NameKey { get; } = TextKey.Of(account.Settings.Name);

    public string Title => account.Settings.Title;

    public string TitleKey { get; } = TextKey.Of(account.Settings.Title);

    public string TimeZone => account.Settings.TimeZone;

    public long TariffId => account.Settings.TariffId;

    public long? WebVersionPolicyId => account.Settings.WebVersionPolicyId;

    public long? AccountPostgresqlId => account.Settings.AccountPostgresqlId;

    public long? AccountCacheClickhouseId => account.Settings.AccountCacheClickhouseId;

    public long[] ConnectorIds { get; } = [.. account.Settings.ExternalDataConnectorIds];

    public short ReportsDay => (short)account.Settings.Reports.Day;

    public short ReportsHour => (short)account.Settings.Reports.Hour;

    public bool Force2faAuth => account.Settings.Force2faAuth;

    public bool EnablePush => account.Settings.EnablePush;

    public bool EnableSmartSettings => account.Settings.EnableSmartSettings;

    public bool EnablePixel => account.Settings.EnablePixel;

    public bool EnableTrackEmailReplies => account.Settings.EnableTrackEmailReplies;

    public string? CustomPushDomain => account.Settings.CustomPushDomain;

    public bool IsActive => account.IsActive;

    public bool IsFrozen => account.IsFrozen;

    public string? FrozenPaymentUrl => account.FrozenPaymentUrl;

    public bool IsDeleted => account.IsDeleted;

    /// <summary>Whether the account has its place under the tariff's limit already: the transaction holds the tariff's lock.</summary>
    public bool HasPlace { get; init; }

    public long? TokenId => entry.TokenId;

    public string? TokenName => entry.TokenName;

    public string? Address => entry.Address;

    public string RequestId => entry.RequestId;

    public string Action => entry.Action;

    public string Changes => entry.Changes;
}
