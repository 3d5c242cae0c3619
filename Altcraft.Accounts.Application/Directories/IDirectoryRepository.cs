using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>The repository of one kind of directory item (contract, section 7).</summary>
public interface IDirectoryRepository<TItem>
    where TItem : DirectoryItem
{
    /// <summary>Finds an item by ID or name. It may be up to 4 seconds old.</summary>
    /// <param name="kind">Only a data source of this kind; <see langword="null"/> for any, and for items that are not data sources.</param>
    Task<TItem?> FindAsync(EntityReference reference, string? kind, CancellationToken cancellationToken);

    /// <summary>
    /// Finds the items of several references. They may be up to 4 seconds old. Not for databases, whose names are unique only within a
    /// kind.
    /// </summary>
    /// <returns>The item of each reference that names one.</returns>
    Task<IReadOnlyDictionary<EntityReference, TItem>> FindAllAsync(
        IReadOnlyCollection<EntityReference> references, CancellationToken cancellationToken);

    /// <summary>Finds an item by ID and locks it against other changes until the transaction ends.</summary>
    Task<TItem?> FindForChangeAsync(long id, CancellationToken cancellationToken);

    /// <summary>Stores a new item.</summary>
    /// <returns>The new ID.</returns>
    /// <exception cref="AccountsException">409: the name is taken.</exception>
    Task<long> AddAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Stores a changed item, found by <see cref="FindForChangeAsync"/> in the same transaction, and raises its version.</summary>
    /// <exception cref="AccountsException">409: the name is taken.</exception>
    Task UpdateAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Deletes an item, found by <see cref="FindForChangeAsync"/> in the same transaction.</summary>
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>The number of accounts that use an item, including deleted ones, which can be restored.</summary>
    Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken);

    /// <summary>A page of the items, in ID order.</summary>
    Task<Page<TItem>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken);
}

/// <summary>The number of accounts that use a directory item.</summary>
/// <param name="Deleted">The number of deleted ones among them.</param>
/// <param name="DeletedIds">The first few IDs of the deleted ones, which no list shows.</param>
public readonly record struct UseCount(long Total, long Deleted, IReadOnlyList<long> DeletedIds)
{
    /// <summary>The maximum length of <see cref="DeletedIds"/>.</summary>
    public const int MaxDeletedIds = 5;
}

/// <summary>The filter of a list of directory items.</summary>
/// <param name="Limit">The maximum number of items of the page, 1–1000.</param>
/// <param name="SearchKey">The folded text to find in the name, if any.</param>
public sealed record DirectoryFilter(long FromId, int Limit, string? SearchKey);
