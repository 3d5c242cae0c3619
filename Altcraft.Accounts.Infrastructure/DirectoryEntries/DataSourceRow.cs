using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Infrastructure.DirectoryEntries;

/// <summary>A row of <c>databases</c> or <c>external_data_connectors</c>.</summary>
internal sealed class DataSourceRow : EntryRow
{
    public string Kind { get; init; } = string.Empty;

    public string Host { get; init; } = string.Empty;

    public int Port { get; init; }

    public string Database { get; init; } = string.Empty;

    public string Username { get; init; } = string.Empty;

    public string SecretRef { get; init; } = string.Empty;

    public TEntry To<TEntry>()
        where TEntry : DataSourceEntry, new() => new()
        {
            Id = Id,
            Name = Name,
            Description = Description,
            Version = Version,
            Kind = Kind,
            Host = Host,
            Port = Port,
            DatabaseName = Database,
            Username = Username,
            SecretRef = SecretRef,
        };
}
