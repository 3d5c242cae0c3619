namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Which accounts a list holds (contract, section 6).</summary>
public sealed record AccountFilter
{
    /// <summary>The lowest ID of the page.</summary>
    public required long FromId { get; init; }

    /// <summary>The most items of the page, 1–1000.</summary>
    public required int Limit { get; init; }

    /// <summary>The key of a part of the name or the title, if asked for.</summary>
    public string? SearchKey { get; init; }

    /// <summary>Only active ones, or only others, if asked for.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Only frozen ones, or only others, if asked for.</summary>
    public bool? IsFrozen { get; init; }

    /// <summary>Only those of a tariff, if asked for.</summary>
    public long? TariffId { get; init; }
}
