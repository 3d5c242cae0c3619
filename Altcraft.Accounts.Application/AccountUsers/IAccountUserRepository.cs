using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The repository of account users. The users of a deleted account are not found (contract, section 12).</summary>
public interface IAccountUserRepository
{
    /// <summary>Whether there is an account with the ID that is not deleted.</summary>
    Task<bool> HasAccountAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>Finds a user by the folded name.</summary>
    Task<AccountUser?> FindAsync(long accountId, string nameKey, CancellationToken cancellationToken);

    /// <summary>Finds a user by the folded name, and locks it until the transaction ends.</summary>
    Task<AccountUser?> FindForChangeAsync(long accountId, string nameKey, CancellationToken cancellationToken);

    /// <summary>Stores a new user with its audit record.</summary>
    /// <exception cref="Domain.Common.AccountsException">404: no such account; 409: the name is taken in that account.</exception>
    /// <exception cref="ConcurrencyConflictException">The batch left it out; nothing was stored.</exception>
    Task AddAsync(AccountUser user, AuditRecord record, CancellationToken cancellationToken);

    /// <summary>Stores a changed user, and raises its version.</summary>
    /// <param name="nameKey">The folded name under which it was found by <see cref="FindForChangeAsync"/>.</param>
    /// <exception cref="Domain.Common.AccountsException">409: the new name is taken in that account.</exception>
    Task UpdateAsync(string nameKey, AccountUser user, CancellationToken cancellationToken);

    /// <summary>Deletes a user, and whatever welcome mail waits for it.</summary>
    Task DeleteAsync(long accountId, string nameKey, CancellationToken cancellationToken);

    /// <summary>A page of the users of an account, in name order; <see langword="null"/> when there is no such account.</summary>
    Task<Page<AccountUser>?> ListAsync(AccountUserFilter filter, CancellationToken cancellationToken);
}
