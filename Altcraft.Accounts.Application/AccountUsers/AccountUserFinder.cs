using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Finds the user that a request names.</summary>
internal sealed class AccountUserFinder(IAccountUserRepository users)
{
    /// <summary>Finds a user.</summary>
    /// <exception cref="AccountsException">404: the answer says whether the account or the user is missing.</exception>
    public async Task<AccountUser> FindAsync(long accountId, string name, CancellationToken cancellationToken) =>
        await users.FindAsync(accountId, TextKey.Of(name), cancellationToken) ?? throw await MissingAsync(accountId, name, cancellationToken);

    /// <summary>Finds a user, and locks it until the transaction ends.</summary>
    /// <exception cref="AccountsException">404: the answer says whether the account or the user is missing.</exception>
    public async Task<AccountUser> FindForChangeAsync(long accountId, string name, CancellationToken cancellationToken) =>
        await users.FindForChangeAsync(accountId, TextKey.Of(name), cancellationToken) ?? throw await MissingAsync(accountId, name, cancellationToken);

    private async Task<AccountsException> MissingAsync(long accountId, string name, CancellationToken cancellationToken) =>
        await users.HasAccountAsync(accountId, cancellationToken)
            ? AccountUserErrors.NotFound(accountId, name)
            : AccountUserErrors.AccountNotFound(accountId);
}
