using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>Around a directory's repository: what is changed here is forgotten as soon as the change is durable.</summary>
internal abstract class CachedDirectoryRepository<TEntry>(
    IDirectoryRepository<TEntry> inner, DirectoryCache<TEntry> cache, DbSession session) : IDirectoryRepository<TEntry>
    where TEntry : DirectoryEntry
{
    public Task<TEntry?> FindForChangeAsync(long id, CancellationToken cancellationToken) => inner.FindForChangeAsync(id, cancellationToken);

    public Task<long> AddAsync(TEntry entry, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.AddAsync(entry, cancellationToken);
    }

    public Task UpdateAsync(TEntry entry, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.UpdateAsync(entry, cancellationToken);
    }

    public Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.DeleteAsync(id, cancellationToken);
    }

    public Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken) => inner.CountUsesAsync(id, cancellationToken);

    public Task<Page<TEntry>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken) => inner.ListAsync(filter, cancellationToken);
}
