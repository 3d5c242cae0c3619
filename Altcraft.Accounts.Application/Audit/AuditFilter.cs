namespace Altcraft.Accounts.Application.Audit;

/// <summary>Which entries a page of the journal holds (contract, section 9).</summary>
public sealed record AuditFilter
{
    /// <summary>The lowest ID of the page.</summary>
    public required long FromId { get; init; }

    /// <summary>The most items of the page, 1–1000.</summary>
    public required int Limit { get; init; }

    /// <summary>Only this type of object, if asked for.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Only this object, if asked for.</summary>
    public long? ObjectId { get; init; }

    /// <summary>Only this action, if asked for.</summary>
    public string? Action { get; init; }

    /// <summary>Only changes made with this token, if asked for.</summary>
    public long? TokenId { get; init; }

    /// <summary>Only at or after this moment, UTC, if asked for.</summary>
    public DateTime? Since { get; init; }

    /// <summary>Only before this moment, UTC, if asked for.</summary>
    public DateTime? Until { get; init; }
}
