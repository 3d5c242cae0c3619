namespace Altcraft.Accounts.Domain.Directories;

/// <summary>A directory item that describes a data source. Its password stays in the platform's vault (contract, section 7).</summary>
public abstract record DataSourceItem : DirectoryItem
{
    /// <summary>The maximum length of a host name or address.</summary>
    public const int MaxHostLength = 253;

    /// <summary>The lowest port.</summary>
    public const int MinPort = 1;

    /// <summary>The highest port.</summary>
    public const int MaxPort = 65535;

    /// <summary>The maximum length of a database's or a user's name.</summary>
    public const int MaxIdentifierLength = 128;

    /// <summary>The maximum length of a secret's name.</summary>
    public const int MaxSecretRefLength = 255;

    /// <summary>The database product. It cannot be changed later, because accounts rely on it.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>A host name or an IP address, 1–253 characters.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>1–65535.</summary>
    public int Port { get; init; }

    /// <summary>The name of the database, 1–128 characters.</summary>
    public string Database { get; init; } = string.Empty;

    /// <summary>The name of the user, 1–128 characters.</summary>
    public string Username { get; init; } = string.Empty;

    /// <summary>The name of the secret in the platform's vault, 1–255 characters; never a password.</summary>
    public string SecretRef { get; init; } = string.Empty;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, object?>> OwnFields() =>
    [
        new("kind", Kind),
        new("host", Host),
        new("port", Port),
        new("database", Database),
        new("username", Username),
        new("secret_ref", SecretRef),
    ];
}
