using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>The repository of accounts.</summary>
public interface IAccountRepository
{
    /// <summary>Finds an account that is not deleted by its ID.</summary>
    Task<Account?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Finds an account that is not deleted by its folded name.</summary>
    Task<Account?> FindByNameAsync(string nameKey, CancellationToken cancellationToken);

    /// <summary>
    /// Finds an account, deleted or not, for a change based on exactly this version. In a transaction of its own the account is locked.
    /// Otherwise <see cref="UpdateAsync"/> fails if another change came first.
    /// </summary>
    Task<Account?> FindForChangeAsync(long id, CancellationToken cancellationToken);

    /// <summary>Stores a new account with its connectors and its audit record.</summary>
    /// <returns>The new ID, which is never reused.</returns>
    /// <exception cref="Domain.Common.AccountsException">409: the name is taken; 400: a reference is gone.</exception>
    Task<long> AddAsync(Account account, AuditRecord record, CancellationToken cancellationToken);

    /// <summary>Stores a changed account, its connectors and its audit record, and raises its version.</summary>
    /// <param name="account">Found by <see cref="FindForChangeAsync"/> in the same transaction.</param>
    /// <exception cref="Domain.Common.AccountsException">409: the name is taken; 400: a reference is gone.</exception>
    /// <exception cref="ConcurrencyConflictException">Another change came first; nothing was stored.</exception>
    Task UpdateAsync(Account account, AuditRecord record, CancellationToken cancellationToken);

    /// <summary>The number of accounts that count for the quota of a tariff: active and not deleted.</summary>
    /// <param name="tariffId">The tariff, locked by the caller.</param>
    Task<int> CountActiveAsync(long tariffId, CancellationToken cancellationToken);

    /// <summary>A page of the accounts that are not deleted.</summary>
    Task<Page<Account>> ListAsync(AccountFilter filter, CancellationToken cancellationToken);
}
