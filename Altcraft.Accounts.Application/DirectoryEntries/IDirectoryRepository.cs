using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Where one kind of directory entry is kept: what all four kinds share (contract, section 7).</summary>
/// <typeparam name="TEntry">The kind.</typeparam>
public interface IDirectoryRepository<TEntry>
    where TEntry : DirectoryEntry
{
    /// <summary>An entry by ID, locked against other changes until the transaction ends.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TEntry?> FindForChangeAsync(long id, CancellationToken cancellationToken);

    /// <summary>Stores a new entry.</summary>
    /// <param name="entry">Its ID is 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new ID.</returns>
    /// <exception cref="AccountsException">409: the name is taken.</exception>
    Task<long> AddAsync(TEntry entry, CancellationToken cancellationToken);

    /// <summary>Stores a changed entry and raises its version.</summary>
    /// <param name="entry">Found by <see cref="FindForChangeAsync"/> in the same transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AccountsException">409: the name is taken.</exception>
    Task UpdateAsync(TEntry entry, CancellationToken cancellationToken);

    /// <summary>Deletes an entry.</summary>
    /// <param name="id">The ID, found by <see cref="FindForChangeAsync"/> in the same transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>How many accounts use an entry, deleted ones too: they can be restored.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken);

    /// <summary>A page of the entries.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Page<TEntry>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken);
}

/// <summary>How many accounts use an entry.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Deleted">The deleted ones among them.</param>
/// <param name="DeletedIds">The first few of these, which no list shows.</param>
public readonly record struct UseCount(long Total, long Deleted, IReadOnlyList<long> DeletedIds)
{
    /// <summary>How many deleted ones are named.</summary>
    public const int MostNamed = 5;
}

/// <summary>Which entries a page holds.</summary>
/// <param name="FromId">The lowest ID of the page.</param>
/// <param name="Limit">The most items of the page, 1–1000.</param>
/// <param name="SearchKey">The key of a part of the name, if asked for.</param>
public sealed record DirectoryFilter(long FromId, int Limit, string? SearchKey);
