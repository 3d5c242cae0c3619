using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.ExternalDataConnectors;

/// <summary>A data source outside the platform that accounts read from (contract, section 7).</summary>
public sealed record ExternalDataConnector : DataSourceEntry
{
    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["postgresql", "mysql", "mssql", "oracle", "clickhouse", "bigquery"];
}
