namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>A tariff as a list shows it (contract, section 7).</summary>
public sealed class TariffAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The most active accounts that are not deleted; unlimited when null.</summary>
    public int? MaxAccounts { get; init; }

    /// <summary>At most 1000 characters, if any.</summary>
    public string? Description { get; init; }

    /// <summary>Send it back with a save, so that nobody's change in between is overwritten.</summary>
    public int Version { get; init; }
}
