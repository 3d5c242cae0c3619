namespace Altcraft.Accounts.Application.Audit;

/// <summary>An audit record as stored (contract, section 9).</summary>
public sealed record StoredAuditRecord
{
    /// <summary>IDs increase in the order of writing; gaps are normal.</summary>
    public long Id { get; init; }

    /// <summary>When the change was made, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The token that made the change; <see langword="null"/> for the command line and the service itself.</summary>
    public long? TokenId { get; init; }

    /// <summary>The token's name at that time.</summary>
    public string? TokenName { get; init; }

    /// <summary>The caller's address.</summary>
    public string? Address { get; init; }

    /// <summary>The request's ID.</summary>
    public required string RequestId { get; init; }

    /// <summary>The action: <c>account.create</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The type of the changed object: <c>account</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>The ID of the changed object.</summary>
    public long ObjectId { get; init; }

    /// <summary>Each changed field, old and new.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
}
