using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Tokens;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>The tokens that were used lately, and when their use was noted.</summary>
internal sealed class TokenCache(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, long> _noted = new();

    public EntryCache<UInt128, ApiToken> Tokens { get; } = new("tokens", clock);

    /// <summary>Whether the use of a token should be noted: not again within a minute by this replica.</summary>
    public bool ShouldNote(long id)
    {
        var now = clock.GetTimestamp();
        return !_noted.TryGetValue(id, out var last) || clock.GetElapsedTime(last, now) >= TimeSpan.FromMinutes(1)
            ? _noted.AddOrUpdate(id, now, (_, other) => other == last ? now : other) == now
            : false;
    }
}

/// <inheritdoc cref="ITokenRepository"/>
internal sealed class CachedTokenRepository(TokenRepository inner, TokenCache cache, DbSession session) : ITokenRepository
{
    public async Task<ApiToken?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken)
    {
        // Half of a SHA-256 tells tokens apart just as well: still 128 bits nobody can aim at.
        var key = MemoryMarshal.Read<UInt128>(hash);
        if (cache.Tokens.Find(key) is { } known)
        {
            return known;
        }

        var (generation, since) = (cache.Tokens.Generation, cache.Tokens.Now);
        var found = await inner.FindByHashAsync(hash, cancellationToken);
        if (found is not null)
        {
            cache.Tokens.Keep(key, found, generation, since);
        }

        return found;
    }

    public Task<long> AddAsync(ApiToken token, byte[] hash, CancellationToken cancellationToken) =>
        inner.AddAsync(token, hash, cancellationToken);

    public Task<ApiToken?> FindForChangeAsync(long id, CancellationToken cancellationToken) => inner.FindForChangeAsync(id, cancellationToken);

    public Task<int> CountOtherAllPowerfulAsync(long id, bool isLasting, CancellationToken cancellationToken) =>
        inner.CountOtherAllPowerfulAsync(id, isLasting, cancellationToken);

    public Task RevokeAsync(long id, CancellationToken cancellationToken)
    {
        session.AfterCommit(cache.Tokens.Clear);
        return inner.RevokeAsync(id, cancellationToken);
    }

    public Task NoteUseAsync(long id, CancellationToken cancellationToken) =>
        cache.ShouldNote(id) ? inner.NoteUseAsync(id, cancellationToken) : Task.CompletedTask;

    public Task<Page<ApiToken>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken) => inner.ListAsync(filter, cancellationToken);
}
