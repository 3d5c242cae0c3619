using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Authenticates callers by their token (contract, section 3).</summary>
public sealed class TokenAuthenticator(ITokenRepository tokens, RequestContext context, TimeProvider clock)
{
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Finds the caller of a token.</summary>
    /// <returns><see langword="null"/> for a malformed, unknown, revoked or expired token; callers cannot tell which.</returns>
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
            context.InactiveTokenId = token?.Id;
            return null;
        }

        if (token.LastUsedAt is not { } lastUsed || now - lastUsed >= UseNotedEvery)
        {
            await tokens.NoteUseAsync(token.Id, cancellationToken);
        }

        return new Caller(token.Id, token.Name, token.Scopes, token.ExpiresAt);
    }
}
