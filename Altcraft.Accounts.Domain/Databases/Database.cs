using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.Databases;

/// <summary>A database that stores data of accounts; its name is unique within its kind (contract, section 7).</summary>
[DirectoryNoun("database")]
public sealed record Database : DataSourceItem
{
    /// <summary>The kind <c>account_postgresql</c> refers to.</summary>
    public const string Postgresql = "postgresql";

    /// <summary>The kind <c>account_cache_clickhouse</c> refers to.</summary>
    public const string Clickhouse = "clickhouse";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Postgresql, Clickhouse];
}
