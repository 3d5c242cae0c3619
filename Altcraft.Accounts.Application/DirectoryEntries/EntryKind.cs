using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>The names of one kind of directory entry.</summary>
/// <param name="ObjectType">In the journal: <c>web_version_policy</c>.</param>
/// <param name="Noun">In messages: "web-version policy".</param>
public sealed record EntryKind(string ObjectType, string Noun)
{
    /// <summary>Tariffs.</summary>
    public static EntryKind Tariff { get; } = new("tariff", "tariff");

    /// <summary>Web-version policies.</summary>
    public static EntryKind WebVersionPolicy { get; } = new("web_version_policy", "web-version policy");

    /// <summary>Databases.</summary>
    public static EntryKind Database { get; } = new("database", "database");

    /// <summary>External data connectors.</summary>
    public static EntryKind ExternalDataConnector { get; } = new("external_data_connector", "external data connector");

    /// <summary>A journal entry for a change of this kind of entry.</summary>
    /// <param name="verb">What was done.</param>
    /// <param name="id">To which one.</param>
    /// <param name="changes">Each changed field.</param>
    public AuditEntry Entry(string verb, long id, IReadOnlyList<FieldChange> changes) =>
        new($"{ObjectType}.{verb}", ObjectType, id, changes);
}
