using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>Where API tokens are kept, by the SHA-256 of their secrets (contract, section 8).</summary>
public interface ITokenRepository
{
    /// <summary>The token with a hash, revoked and expired ones too.</summary>
    /// <param name="hash">32 bytes: <see cref="TokenSecret.Hash"/>.</param>
    Task<ApiToken?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken);

    /// <summary>Stores a new token.</summary>
    /// <returns>The new ID.</returns>
    Task<long> AddAsync(ApiToken token, byte[] hash, CancellationToken cancellationToken);

    /// <summary>A token, locked; all tokens that can do everything are locked with it, so that two revocations cannot take the last two.</summary>
    Task<ApiToken?> FindForChangeAsync(long id, CancellationToken cancellationToken);

    /// <summary>How many other active tokens can do everything.</summary>
    /// <param name="id">The one that is not counted.</param>
    /// <param name="isLasting">Whether only those count that do not expire.</param>
    Task<int> CountOtherAllPowerfulAsync(long id, bool isLasting, CancellationToken cancellationToken);

    /// <summary>Revokes a token.</summary>
    Task RevokeAsync(long id, CancellationToken cancellationToken);

    /// <summary>Notes that a token was used, at most once a minute.</summary>
    Task NoteUseAsync(long id, CancellationToken cancellationToken);

    /// <summary>A page of the tokens.</summary>
    /// <param name="limit">The most tokens of the page, 1–1000.</param>
    Task<Page<ApiToken>> ListAsync(long fromId, int limit, CancellationToken cancellationToken);
}
