using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Finds out whom a token stands for (contract, section 3).</summary>
public sealed class TokenAuthenticator(ITokenRepository tokens, TimeProvider clock)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>The caller a token stands for.</summary>
    /// <returns><see langword="null"/> for a malformed, unknown, revoked or expired token: nobody learns which.</returns>
    public async Task<Caller?> FindCallerAsync(string secret, CancellationToken cancellationToken)
    {
        if (!TokenSecret.IsWellFormed(secret))
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var token = await tokens.FindByHashAsync(TokenSecret.Hash(secret), cancellationToken);
        if (token is null || !token.IsActive(now))
        {
            return null;
        }

        if (token.LastUsedAt is not { } lastUsed || now - lastUsed >= UseNotedEvery)
        {
            await tokens.NoteUseAsync(token.Id, cancellationToken);
        }

        return new Caller(token.Id, token.Name, token.Scopes);
    }
}
