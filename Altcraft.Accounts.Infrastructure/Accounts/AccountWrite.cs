using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Audit;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>One account to be stored with its entry of the journal.</summary>
internal sealed class AccountWrite(Account account, AuditRow entry)
{
    public Account Account => account;

    public AccountSettings Settings => account.Settings;

    /// <summary>Its entry of the journal.</summary>
    public AuditRow Entry => entry;

    public long Id => account.Id;

    /// <summary>What the name is compared by; none for one that <see cref="IsRepeated"/>.</summary>
    public string? NameKey => IsRepeated ? null : field ??= TextKey.Of(account.Settings.Name);

    public string TitleKey { get; } = TextKey.Of(account.Settings.Title);

    /// <summary>The tariff; 0, and so none, for one that <see cref="IsRepeated"/>: no tariff, no row.</summary>
    public long TariffId => IsRepeated ? 0 : account.Settings.TariffId;

    /// <summary>The connectors in order.</summary>
    public long[] ConnectorIds { get; } = [.. account.Settings.ExternalDataConnectorIds];

    /// <summary>Whether the account has its place under the tariff's limit already: the transaction holds the tariff's lock.</summary>
    public bool HasPlace { get; init; }

    /// <summary>Whether an account before this one in the batch has its name: only the first can win, and the other must not be taken for it.</summary>
    public bool IsRepeated { get; set; }
}
