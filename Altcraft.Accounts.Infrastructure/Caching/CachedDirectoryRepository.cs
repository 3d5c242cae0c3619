using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>The key of a directory item: its ID or its folded name, and its kind where names are unique within a kind.</summary>
internal readonly record struct DirectoryKey(string? Kind, long Id, string? NameKey)
{
    public static DirectoryKey Of(EntityReference reference, string? kind = null) => new(kind, reference.Id, reference.NameKey);
}

/// <summary>
/// Caches directory items. A change clears the cache as soon as it is committed. A request with a transaction of its own bypasses the
/// cache, because it needs the current row.
/// </summary>
internal sealed class CachedDirectoryRepository<TItem>(
    DirectoryRepository<TItem> inner, ItemCache<DirectoryKey, TItem> cache, DbSession session) : IDirectoryRepository<TItem>
    where TItem : DirectoryItem, new()
{
    public Task<TItem?> FindAsync(EntityReference reference, string? kind, CancellationToken cancellationToken) => session.IsAlone
        ? inner.FindAsync(reference, kind, cancellationToken)
        : cache.FindAsync(DirectoryKey.Of(reference, kind), () => inner.FindAsync(reference, kind, cancellationToken));

    public async Task<IReadOnlyDictionary<EntityReference, TItem>> FindAllAsync(
        IReadOnlyCollection<EntityReference> references, CancellationToken cancellationToken)
    {
        if (session.IsAlone)
        {
            return await inner.FindAllAsync(references, cancellationToken);
        }

        if (FindAllKnown(references) is { } known)
        {
            return known;
        }

        var reading = cache.BeginReading();
        var found = await inner.FindAllAsync(references, cancellationToken);
        foreach (var (reference, item) in found)
        {
            cache.Keep(DirectoryKey.Of(reference), item, reading);
        }

        return found;
    }

    public Task<TItem?> FindForChangeAsync(long id, CancellationToken cancellationToken) => inner.FindForChangeAsync(id, cancellationToken);

    public Task<long> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.AddAsync(item, cancellationToken);
    }

    public Task UpdateAsync(TItem item, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.UpdateAsync(item, cancellationToken);
    }

    public Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.DeleteAsync(id, cancellationToken);
    }

    public Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken) => inner.CountUsesAsync(id, cancellationToken);

    public Task<Page<TItem>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken) => inner.ListAsync(filter, cancellationToken);

    // Null unless all of them are cached.
    private Dictionary<EntityReference, TItem>? FindAllKnown(IReadOnlyCollection<EntityReference> references)
    {
        var known = new Dictionary<EntityReference, TItem>(references.Count);
        foreach (var reference in references)
        {
            if (cache.Find(DirectoryKey.Of(reference)) is not { } item)
            {
                return null;
            }

            known[reference] = item;
        }

        return known;
    }
}
