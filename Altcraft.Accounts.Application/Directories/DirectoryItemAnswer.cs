using System.Text.Json.Serialization;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>A directory item in a list (contract, section 7): the shared members, before and after those of the kind.</summary>
public abstract class DirectoryItemAnswer
{
    /// <summary>The ID.</summary>
    [JsonPropertyOrder(-2)]
    public long Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }

    /// <summary>At most 1000 characters, if any.</summary>
    [JsonPropertyOrder(1)]
    public string? Description { get; init; }

    /// <summary>Send it back with a save to avoid overwriting a change made in between.</summary>
    [JsonPropertyOrder(2)]
    public int Version { get; init; }
}

/// <summary>A database or an external data connector in a list (contract, section 7).</summary>
public sealed class DataSourceAnswer : DirectoryItemAnswer
{
    /// <summary>The database product.</summary>
    public required string Kind { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>1–65535.</summary>
    public int Port { get; init; }

    /// <summary>The name of the database.</summary>
    public required string Database { get; init; }

    /// <summary>The name of the user.</summary>
    public required string Username { get; init; }

    /// <summary>The name of the secret in the platform's vault.</summary>
    public required string SecretRef { get; init; }
}
