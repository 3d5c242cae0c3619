using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Tokens;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>Limits the lookups of tokens, and remembers when this replica last recorded the use of each.</summary>
internal sealed class TokenUses(TimeProvider clock) : IDisposable
{
    // Wrong tokens are never cached: clients that guess must not take the connections of those that work.
    private const int MaxLookUps = 4;

    private readonly SemaphoreSlim _lookUps = new(MaxLookUps);
    private readonly ConcurrentDictionary<long, long> _noted = new();

    /// <summary>Looks a token up in the database; only a few at once.</summary>
    public async Task<ApiToken?> LookUpAsync(Func<Task<ApiToken?>> read, CancellationToken cancellationToken)
    {
        await _lookUps.WaitAsync(cancellationToken);
        try
        {
            return await read();
        }
        finally
        {
            _lookUps.Release();
        }
    }

    public void Dispose() => _lookUps.Dispose();

    /// <summary>Whether to record the use of a token: at most once a minute.</summary>
    public bool ShouldNote(long id)
    {
        var now = clock.GetTimestamp();
        return (!_noted.TryGetValue(id, out var last) || clock.GetElapsedTime(last, now) >= TimeSpan.FromMinutes(1))
            && _noted.AddOrUpdate(id, now, (_, other) => other == last ? now : other) == now;
    }
}

/// <summary>Caches tokens. A revocation clears the cache as soon as it is committed.</summary>
internal sealed class CachedTokenRepository(
    TokenRepository inner, ItemCache<UInt128, ApiToken> cache, TokenUses uses, DbSession session) : ITokenRepository
{
    // Half of a SHA-256 is sufficient: 128 bits that nobody can target.
    public Task<ApiToken?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken) =>
        cache.FindAsync(MemoryMarshal.Read<UInt128>(hash), () => uses.LookUpAsync(() => inner.FindByHashAsync(hash, cancellationToken), cancellationToken));

    public Task<long> AddAsync(ApiToken token, byte[] hash, CancellationToken cancellationToken) =>
        inner.AddAsync(token, hash, cancellationToken);

    public Task LockAsync(CancellationToken cancellationToken) => inner.LockAsync(cancellationToken);

    public Task<IReadOnlyList<ApiToken>> FindAsync(long id, bool withCreated, CancellationToken cancellationToken) =>
        inner.FindAsync(id, withCreated, cancellationToken);

    public Task<int> CountActiveAsync(CancellationToken cancellationToken) => inner.CountActiveAsync(cancellationToken);

    public Task<int> CountOtherAllPowerfulAsync(IReadOnlyCollection<long> ids, bool isLasting, CancellationToken cancellationToken) =>
        inner.CountOtherAllPowerfulAsync(ids, isLasting, cancellationToken);

    public Task RevokeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Clear);
        return inner.RevokeAsync(ids, cancellationToken);
    }

    public Task NoteUseAsync(long id, CancellationToken cancellationToken) =>
        uses.ShouldNote(id) ? inner.NoteUseAsync(id, cancellationToken) : Task.CompletedTask;

    public Task<Page<ApiToken>> ListAsync(long fromId, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(fromId, limit, cancellationToken);
}
