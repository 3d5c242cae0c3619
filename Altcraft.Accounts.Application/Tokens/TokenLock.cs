using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>
/// Makes creations and revocations of tokens follow each other, so that no token is created by one that is being revoked, the last two
/// tokens with every scope cannot revoke each other, and limits hold.
/// </summary>
internal sealed class TokenLock(ITokenRepository tokens, RequestContext context, TimeProvider clock)
{
    /// <summary>Waits for the lock, which the transaction holds until its end.</summary>
    /// <exception cref="AccountsException">401: the caller's token has been revoked meanwhile.</exception>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        await tokens.LockAsync(cancellationToken);

        // What this replica knows of the caller's token may be a few seconds old: long enough to create another one.
        var now = clock.GetUtcNow().UtcDateTime;
        if (context.Caller!.TokenId is { } id
            && !(await tokens.FindAsync(id, withCreated: false, cancellationToken)).Any(token => token.IsActive(now)))
        {
            throw new AccountsException(Failure.TokenRequired);
        }
    }
}
