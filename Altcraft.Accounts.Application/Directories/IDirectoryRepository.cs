using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>Where one kind of directory item is kept (contract, section 7).</summary>
public interface IDirectoryRepository<TItem>
    where TItem : DirectoryItem
{
    /// <summary>An item by ID or name; it may be up to 4 seconds old.</summary>
    /// <param name="kind">Only a data source of this kind; <see langword="null"/> for any, and for items that are not data sources.</param>
    Task<TItem?> FindAsync(EntityReference reference, string? kind, CancellationToken cancellationToken);

    /// <summary>The items that several references name; they may be up to 4 seconds old. Not for databases: two kinds may share a name.</summary>
    /// <returns>An item for each reference that names one.</returns>
    Task<IReadOnlyDictionary<EntityReference, TItem>> FindAllAsync(
        IReadOnlyCollection<EntityReference> references, CancellationToken cancellationToken);

    /// <summary>An item by ID, locked against other changes until the transaction ends.</summary>
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

    /// <summary>How many accounts use an item, deleted ones too: they can be restored.</summary>
    Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken);

    /// <summary>A page of the items, in ID order.</summary>
    Task<Page<TItem>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken);
}

/// <summary>How many accounts use a directory item.</summary>
/// <param name="Deleted">The deleted ones among them.</param>
/// <param name="DeletedIds">The first few of these, which no list shows.</param>
public readonly record struct UseCount(long Total, long Deleted, IReadOnlyList<long> DeletedIds)
{
    /// <summary>How many deleted ones are named at most.</summary>
    public const int MostNamed = 5;
}

/// <summary>Which items a page holds.</summary>
/// <param name="Limit">The most items of the page, 1–1000.</param>
/// <param name="SearchKey">The key of a part of the name, if asked for.</param>
public sealed record DirectoryFilter(long FromId, int Limit, string? SearchKey);
