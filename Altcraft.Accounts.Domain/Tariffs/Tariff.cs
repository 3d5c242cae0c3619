using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.Tariffs;

/// <summary>A tariff, which limits its accounts (contract, section 7).</summary>
[DirectoryNoun("tariff")]
public sealed record Tariff : DirectoryItem
{
    /// <summary>The maximum number of active accounts; <see langword="null"/> for unlimited.</summary>
    public int? MaxAccounts { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object?>> OwnFields() => [new("max_accounts", MaxAccounts)];
}
