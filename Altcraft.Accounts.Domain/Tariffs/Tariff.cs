using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.Tariffs;

/// <summary>A tariff: what accounts of it may use (contract, section 7).</summary>
[DirectoryNoun("tariff")]
public sealed record Tariff : DirectoryItem
{
    /// <summary>The highest number of active accounts that are not deleted, if there is one.</summary>
    public int? MaxAccounts { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object?>> OwnFields() => [new("max_accounts", MaxAccounts)];
}
