using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>How directory entries are looked up: by kind where names are unique within one, and by ID or by folded name.</summary>
internal readonly record struct DirectoryKey(string Kind, long Id, string? NameKey)
{
    public static DirectoryKey Of(EntityReference reference, string kind = "") => new(kind, reference.Id, reference.NameKey);
}

/// <summary>The cached entries of one kind. A request that must be alone reads past it: it wants to know for certain.</summary>
internal sealed class DirectoryCache<TEntry>(TimeProvider clock)
    where TEntry : DirectoryEntry
{
    private readonly EntryCache<DirectoryKey, TEntry> _entries = new(typeof(TEntry).Name, clock);

    public async Task<TEntry?> FindAsync(DirectoryKey key, DbSession session, Func<Task<TEntry?>> find)
    {
        if (session.IsAlone)
        {
            return await find();
        }

        if (_entries.Find(key) is { } known)
        {
            return known;
        }

        var (generation, since) = (_entries.Generation, _entries.Now);
        var found = await find();
        if (found is not null)
        {
            _entries.Keep(key, found, generation, since);
        }

        return found;
    }

    /// <summary>What is known of several keys; <see langword="null"/> unless all of them are.</summary>
    public List<TEntry>? FindAll(IReadOnlyList<DirectoryKey> keys, DbSession session)
    {
        if (session.IsAlone)
        {
            return null;
        }

        var found = new List<TEntry>(keys.Count);
        foreach (var key in keys)
        {
            if (_entries.Find(key) is not { } entry)
            {
                return null;
            }

            found.Add(entry);
        }

        return found;
    }

    public (long Generation, long Since) BeforeReading() => (_entries.Generation, _entries.Now);

    public void Keep(DirectoryKey key, TEntry entry, (long Generation, long Since) reading) =>
        _entries.Keep(key, entry, reading.Generation, reading.Since);

    public void Clear() => _entries.Clear();
}
