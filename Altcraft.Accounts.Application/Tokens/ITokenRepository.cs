using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens;

/// <summary>The repository of API tokens, by the SHA-256 of their secrets (contract, section 8).</summary>
public interface ITokenRepository
{
    /// <summary>Finds the token with a hash, also if it is revoked or expired.</summary>
    /// <param name="hash">32 bytes: <see cref="TokenSecret.Hash"/>.</param>
    Task<ApiToken?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken);

    /// <summary>Stores a new token.</summary>
    /// <returns>The new ID.</returns>
    Task<long> AddAsync(ApiToken token, byte[] hash, CancellationToken cancellationToken);

    /// <summary>Lets other creations and revocations wait until this one is committed.</summary>
    Task LockAsync(CancellationToken cancellationToken);

    /// <summary>Finds a token, in ID order with those that it has created, and so on, if they are asked for.</summary>
    /// <returns>Empty if the token is unknown.</returns>
    Task<IReadOnlyList<ApiToken>> FindAsync(long id, bool withCreated, CancellationToken cancellationToken);

    /// <summary>The number of active tokens.</summary>
    Task<int> CountActiveAsync(CancellationToken cancellationToken);

    /// <summary>The number of other active tokens that have every scope.</summary>
    /// <param name="ids">The tokens that are not counted.</param>
    /// <param name="isLasting">Whether to count only tokens that never expire.</param>
    Task<int> CountOtherAllPowerfulAsync(IReadOnlyCollection<long> ids, bool isLasting, CancellationToken cancellationToken);

    /// <summary>Revokes tokens.</summary>
    Task RevokeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Records the use of a token, at most once a minute.</summary>
    Task NoteUseAsync(long id, CancellationToken cancellationToken);

    /// <summary>A page of the tokens.</summary>
    /// <param name="limit">The most tokens of the page, 1–1000.</param>
    Task<Page<ApiToken>> ListAsync(long fromId, int limit, CancellationToken cancellationToken);
}
