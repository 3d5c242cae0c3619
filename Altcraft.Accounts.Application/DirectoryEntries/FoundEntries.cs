using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>What several references at once turned out to name.</summary>
/// <typeparam name="TEntry">The kind.</typeparam>
/// <param name="Entries">Every entry that at least one reference names.</param>
public sealed record FoundEntries<TEntry>(IReadOnlyCollection<TEntry> Entries)
    where TEntry : DirectoryEntry
{
    /// <summary>The entry that a reference names, if any.</summary>
    /// <param name="reference">One of the references that were looked up.</param>
    public TEntry? Matching(EntityReference reference) => reference.NameKey is { } key
        ? Entries.FirstOrDefault(entry => TextKey.Of(entry.Name) == key)
        : Entries.FirstOrDefault(entry => entry.Id == reference.Id);
}
