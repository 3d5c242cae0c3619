using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// A customer's account. Active, frozen and deleted are independent of each other, and repeating a change of state has no effect (contract,
/// section 6). Every change increases <see cref="Version"/> by one.
/// </summary>
public sealed class Account
{
    /// <summary>The maximum length of a title, in characters.</summary>
    public const int MaxTitleLength = 255;

    private IReadOnlyList<KeyValuePair<string, object?>>? _before;
    private AccountSettings? _loaded;

    /// <summary>The ID; 0 until the account is stored.</summary>
    public long Id { get; init; }

    /// <summary>The settings, which <c>accounts/save</c> replaces.</summary>
    public required AccountSettings Settings { get; set; }

    /// <summary>Whether the account may be used.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether the account is frozen, for example because of an unpaid bill.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Where a frozen account can be paid, if known.</summary>
    public string? FrozenPaymentUrl { get; set; }

    /// <summary>Whether the account is deleted: it is not listed, and its name is free.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsSubscribersSuspendAll { get; init; }

    /// <summary>Set by the platform's metering.</summary>
    public bool IsTariffExceed { get; init; }

    /// <summary>The version: 1 for a new account, one more after every change.</summary>
    public int Version { get; set; } = 1;

    /// <summary>When the account was created, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the account was last changed, UTC.</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>Whether the connectors must be stored: for a new account, or when they changed since it was loaded.</summary>
    public bool HasNewConnectors => Id == 0
        || (_loaded is not null && !_loaded.ExternalDataConnectorIds.SequenceEqual(Settings.ExternalDataConnectorIds));

    /// <summary>Whether the account counts for its tariff's <c>max_accounts</c>.</summary>
    public bool CountsForTariff => IsActive && !IsDeleted;

    /// <summary>Fails if the account has changed since the caller read it.</summary>
    /// <param name="version">The version that the caller read; <see langword="null"/> if unknown.</param>
    /// <exception cref="AccountsException">409: the account has another version.</exception>
    public void RequireVersion(long? version) => VersionErrors.Require("account", version, Version);

    /// <summary>Replaces the settings.</summary>
    public void Save(AccountSettings settings) => Change(() => Settings = settings);

    /// <summary>Activates the account. Does not unfreeze it.</summary>
    public void Activate() => Change(() => IsActive = true);

    /// <summary>Deactivates the account. Does not freeze it.</summary>
    public void Deactivate() => Change(() => IsActive = false);

    /// <summary>Freezes the account, or replaces the payment URL of a frozen one.</summary>
    public void Freeze(string? paymentUrl) => Change(() => (IsFrozen, FrozenPaymentUrl) = (true, paymentUrl));

    /// <summary>Unfreezes the account and clears the payment URL. Does not activate it.</summary>
    public void Unfreeze() => Change(() => (IsFrozen, FrozenPaymentUrl) = (false, null));

    /// <summary>Deletes the account, which frees its name.</summary>
    public void Delete() => Change(() => IsDeleted = true);

    /// <summary>Restores a deleted account; one that is not deleted stays as it is.</summary>
    /// <param name="name">The new name; <see langword="null"/> to keep the old one.</param>
    public void Restore(string? name)
    {
        if (IsDeleted)
        {
            Change(() => (IsDeleted, Settings) = (false, name is null ? Settings : Settings with { Name = name }));
        }
    }

    /// <summary>Returns an independent copy.</summary>
    public Account Copy() => (Account)MemberwiseClone();

    /// <summary>The changes since the account was loaded; for a new account, all its fields.</summary>
    public IReadOnlyList<FieldChange> Changes()
    {
        if (Id != 0 && _before is null)
        {
            return [];
        }

        return FieldChange.Between(_before, Fields());
    }

    private void Change(Action change)
    {
        _before ??= Fields();
        _loaded ??= Settings;
        change();
    }

    private List<KeyValuePair<string, object?>> Fields() =>
    [
        .. Settings.Fields(),
        new("is_active", IsActive),
        new("is_frozen", IsFrozen),
        new("frozen_details.payment_url", FrozenPaymentUrl),
        new("is_deleted", IsDeleted),
    ];
}
