using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Finds out who asks (contract, section 3). Whatever is wrong with a token, the refusal is one and the same.</summary>
public sealed class TokenAuthenticator(ITokenRepository tokens, TimeProvider clock)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>The caller a token stands for.</summary>
    /// <param name="secret">What was sent; <see langword="null"/> when nothing was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AccountsException">401: no, unknown, revoked or expired token.</exception>
    public async Task<Caller> AuthenticateAsync(string? secret, CancellationToken cancellationToken)
    {
        if (secret is null || !TokenSecret.IsWellFormed(secret))
        {
            throw new AccountsException(Failure.TokenRequired);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var token = await tokens.FindByHashAsync(TokenSecret.Hash(secret), cancellationToken);
        if (token is null || !token.IsActive(now))
        {
            throw new AccountsException(Failure.TokenRequired);
        }

        if (token.LastUsedAt is not { } lastUsed || now - lastUsed >= UseNotedEvery)
        {
            await tokens.NoteUseAsync(token.Id, cancellationToken);
        }

        return new Caller(token.Id, token.Name, token.Scopes);
    }
}
