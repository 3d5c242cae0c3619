using Altcraft.Accounts.Domain.Directories;

namespace Altcraft.Accounts.Domain.ExternalDataConnectors;

/// <summary>A data source outside the platform that accounts read from (contract, section 7).</summary>
[DirectoryNoun("external data connector")]
public sealed record ExternalDataConnector : DataSourceItem
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["postgresql", "mysql", "mssql", "oracle", "clickhouse", "bigquery"];
}
