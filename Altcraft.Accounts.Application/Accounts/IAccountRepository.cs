using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Where accounts are kept.</summary>
public interface IAccountRepository
{
    /// <summary>An account that is not deleted, by ID.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Account?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>An account that is not deleted, by the key of its name.</summary>
    /// <param name="nameKey">The folded name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Account?> FindByNameAsync(string nameKey, CancellationToken cancellationToken);

    /// <summary>An account, deleted or not, locked against other changes until the transaction ends.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Account?> FindForChangeAsync(long id, CancellationToken cancellationToken);

    /// <summary>Stores a new account with its connectors.</summary>
    /// <param name="account">Its ID is 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new ID: never used before.</returns>
    /// <exception cref="Domain.Common.AccountsException">409: the name is taken; 400: a reference is gone.</exception>
    Task<long> AddAsync(Account account, CancellationToken cancellationToken);

    /// <summary>Stores a changed account, its connectors too when they changed, and raises its version.</summary>
    /// <param name="account">Found by <see cref="FindForChangeAsync"/> in the same transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Domain.Common.AccountsException">409: the name is taken; 400: a reference is gone.</exception>
    Task UpdateAsync(Account account, CancellationToken cancellationToken);

    /// <summary>How many accounts take a place of a tariff: active and not deleted.</summary>
    /// <param name="tariffId">The tariff, locked by the caller.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<int> CountPlacesTakenAsync(long tariffId, CancellationToken cancellationToken);

    /// <summary>A page of the accounts that are not deleted.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Page<Account>> ListAsync(AccountFilter filter, CancellationToken cancellationToken);
}
