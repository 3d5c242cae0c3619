namespace Altcraft.Accounts.Application.Accounts;

/// <summary>The filter of a list of accounts (contract, section 6).</summary>
public sealed record AccountFilter
{
    /// <summary>Where the page begins: its lowest ID, or its highest one if it is descending.</summary>
    public required long FromId { get; init; }

    /// <summary>The maximum number of items of the page, 1–1000.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether IDs fall from the first to the last.</summary>
    public bool IsDescending { get; init; }

    /// <summary>The folded text to find in the name or the title, if any.</summary>
    public string? SearchKey { get; init; }

    /// <summary>Only active or only inactive accounts, if set.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Only frozen accounts or only others, if set.</summary>
    public bool? IsFrozen { get; init; }

    /// <summary>Only accounts of this tariff, if set.</summary>
    public long? TariffId { get; init; }

    /// <summary>Only accounts with this web-version policy, if set.</summary>
    public long? WebVersionPolicyId { get; init; }

    /// <summary>Only accounts with this PostgreSQL database, if set.</summary>
    public long? AccountPostgresqlId { get; init; }

    /// <summary>Only accounts with this ClickHouse database, if set.</summary>
    public long? AccountCacheClickhouseId { get; init; }

    /// <summary>Only accounts that have this connector among theirs, if set.</summary>
    public long? ExternalDataConnectorId { get; init; }

    /// <summary>Whether the accounts that match have to be found in order to count them: no counter is kept for these filters.</summary>
    public bool IsSearch => this is not
    {
        SearchKey: null,
        WebVersionPolicyId: null,
        AccountPostgresqlId: null,
        AccountCacheClickhouseId: null,
        ExternalDataConnectorId: null,
    };
}
