namespace Altcraft.Accounts.Api.DirectoryEntries;

/// <summary>A database or an external data connector as a list shows it (contract, section 7).</summary>
public sealed class DataSourceAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The product behind it.</summary>
    public required string Kind { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>1–65535.</summary>
    public int Port { get; init; }

    /// <summary>The database's name there.</summary>
    public required string Database { get; init; }

    /// <summary>The user's name there.</summary>
    public required string Username { get; init; }

    /// <summary>The name of the secret in the platform's vault.</summary>
    public required string SecretRef { get; init; }

    /// <summary>At most 1000 characters, if any.</summary>
    public string? Description { get; init; }

    /// <summary>Send it back with a save, so that nobody's change in between is overwritten.</summary>
    public int Version { get; init; }
}
