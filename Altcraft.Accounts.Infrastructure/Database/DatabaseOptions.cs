namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Configuration section <c>Database</c>: what is said of the database beside its connection string.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The password of a connection string that has none, so that only it has to be kept as a secret.</summary>
    public string? Password { get; init; }
}
