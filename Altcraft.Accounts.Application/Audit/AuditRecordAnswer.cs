using System.Text.Json;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>An audit record (contract, section 9).</summary>
public sealed class AuditRecordAnswer
{
    /// <summary>IDs increase; gaps are normal.</summary>
    public long Id { get; init; }

    /// <summary>When the change was made, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The token that made the change; null for the command line and the service itself.</summary>
    public long? TokenId { get; init; }

    /// <summary>The token's name at that time.</summary>
    public string? TokenName { get; init; }

    /// <summary>The caller's address.</summary>
    public string? Address { get; init; }

    /// <summary>The request's ID.</summary>
    public required string RequestId { get; init; }

    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>The type of the changed object.</summary>
    public required string ObjectType { get; init; }

    /// <summary>The ID of the changed object.</summary>
    public long ObjectId { get; init; }

    /// <summary>Each changed field.</summary>
    public required IReadOnlyList<FieldChangeAnswer> Changes { get; init; }
}

/// <summary>A changed field of an audit record.</summary>
public sealed class FieldChangeAnswer
{
    /// <summary>The parameter's name.</summary>
    public required string Field { get; init; }

    /// <summary>The value before, if any.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>The value after, if any.</summary>
    public JsonElement? New { get; init; }
}
