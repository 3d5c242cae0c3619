namespace Altcraft.Accounts.Application.Audit;

/// <summary>The filter of a list of audit records (contract, section 9).</summary>
public sealed record AuditFilter
{
    /// <summary>Where the page begins: its lowest ID, or its highest one if it is descending.</summary>
    public required long FromId { get; init; }

    /// <summary>The maximum number of items of the page, 1–1000.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether IDs fall from the first to the last.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Only this type of object, if set.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Only this object, if set.</summary>
    public long? ObjectId { get; init; }

    /// <summary>Only this action, if set.</summary>
    public string? Action { get; init; }

    /// <summary>Only changes made with this token, if set.</summary>
    public long? TokenId { get; init; }

    /// <summary>Only at or after this time, UTC, if set.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Only before this time, UTC, if set.</summary>
    public DateTime? Until { get; init; }
}
