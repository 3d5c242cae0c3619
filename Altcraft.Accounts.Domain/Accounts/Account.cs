using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// A customer's account. Active, frozen and deleted are independent of each other, and repeating a change of state changes
/// nothing (contract, section 6). Every change raises <see cref="Version"/> by one.
/// </summary>
public sealed class Account
{
    /// <summary>The most characters of a title.</summary>
    public const int MaxTitleLength = 255;

    private IReadOnlyList<KeyValuePair<string, object?>>? _before;
    private AccountSettings? _loaded;

    /// <summary>The ID; 0 until the account is stored.</summary>
    public long Id { get; init; }

    /// <summary>What <c>accounts/save</c> sets.</summary>
    public required AccountSettings Settings { get; set; }

    /// <summary>Whether the account may be used.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether the account is frozen, for example because it was not paid.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Where a frozen account can be paid, if that was said.</summary>
    public string? FrozenPaymentUrl { get; set; }

    /// <summary>Whether the account was deleted: it has left every list, and its name is free.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Written by the platform's metering.</summary>
    public bool IsSubscribersSuspendAll { get; init; }

    /// <summary>Written by the platform's metering.</summary>
    public bool IsTariffExceed { get; init; }

    /// <summary>From 1, one more with every change.</summary>
    public int Version { get; set; } = 1;

    /// <summary>When the account was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the account was changed last, UTC.</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>Whether the connectors are to be stored: those of a new account, or others than were loaded.</summary>
    public bool HasNewConnectors => Id == 0
        || (_loaded is not null && !_loaded.ExternalDataConnectorIds.SequenceEqual(Settings.ExternalDataConnectorIds));

    /// <summary>Whether the account counts for its tariff's <c>max_accounts</c>.</summary>
    public bool CountsForTariff => IsActive && !IsDeleted;

    /// <summary>Refuses to go on when the account has moved on since the caller read it.</summary>
    /// <param name="version">The version the caller read; <see langword="null"/> when it did not say.</param>
    /// <exception cref="AccountsException">409: the account has another version.</exception>
    public void RequireVersion(long? version)
    {
        if (version is { } read && read != Version)
        {
            throw VersionErrors.Stale("account", read, Version);
        }
    }

    /// <summary>Replaces everything that <c>accounts/save</c> sets.</summary>
    public void Save(AccountSettings settings) => Change(() => Settings = settings);

    /// <summary>Lets the account be used again. Does not unfreeze it.</summary>
    public void Activate() => Change(() => IsActive = true);

    /// <summary>Stops the account from being used. Does not freeze it.</summary>
    public void Deactivate() => Change(() => IsActive = false);

    /// <summary>Freezes the account, or replaces the details of a frozen one.</summary>
    public void Freeze(string? paymentUrl) => Change(() => (IsFrozen, FrozenPaymentUrl) = (true, paymentUrl));

    /// <summary>Ends the freeze and forgets its details. Does not activate the account.</summary>
    public void Unfreeze() => Change(() => (IsFrozen, FrozenPaymentUrl) = (false, null));

    /// <summary>Takes the account out of every list and frees its name.</summary>
    public void Delete() => Change(() => IsDeleted = true);

    /// <summary>Brings a deleted account back; one that is not deleted stays as it is.</summary>
    /// <param name="name">Its new name, when the old one is taken by now; <see langword="null"/> to keep the old one.</param>
    public void Restore(string? name)
    {
        if (IsDeleted)
        {
            Change(() => (IsDeleted, Settings) = (false, name is null ? Settings : Settings with { Name = name }));
        }
    }

    /// <summary>A copy that can be changed without the other.</summary>
    public Account Copy() => (Account)MemberwiseClone();

    /// <summary>What has changed since the account was loaded; for a new account, all it starts with.</summary>
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
