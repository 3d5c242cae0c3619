using System.Collections.Concurrent;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>
/// Caches rows that nearly every request needs, for a few seconds. Changes by this replica clear the cache at once; changes by others are
/// noticed after <see cref="TimeToLive"/>. Missing rows are not cached, so a new row is found at once.
/// </summary>
/// <typeparam name="TKey">The key of an item.</typeparam>
/// <typeparam name="TValue">The item. The metrics name the cache after its type.</typeparam>
internal sealed class ItemCache<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    /// <summary>How long a change by another replica may go unnoticed; the contract allows 5 seconds (section 8).</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(4);

    /// <summary>From this age on one request refreshes the row while the others still get the cached one.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(3);

    // Limits the memory for keys that are used once. Frequent ones are soon cached again.
    private const int MaxItems = 20_000;

    private readonly ConcurrentDictionary<TKey, Item> _items = new();
    private long _generation;

    /// <summary>Returns the item from the cache, or reads it.</summary>
    public async Task<TValue?> FindAsync(TKey key, Func<Task<TValue?>> read)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        var reading = BeginReading();
        var found = await read();
        if (found is not null)
        {
            Keep(key, found, reading);
        }

        return found;
    }

    /// <summary>Returns the cached item, unless this caller must read it.</summary>
    public TValue? Find(TKey key)
    {
        var found = FindFresh(key);
        ServiceMetrics.CacheAsked(typeof(TValue).Name, found is not null);
        return found;
    }

    /// <summary>Must be called before an item for <see cref="Keep"/> is read: its age counts from here.</summary>
    public Reading BeginReading() => new(Interlocked.Read(ref _generation), clock.GetTimestamp());

    /// <summary>Caches an item, unless the cache was cleared after its reading began: the item could be stale.</summary>
    public void Keep(TKey key, TValue value, Reading reading)
    {
        if (_items.Count >= MaxItems)
        {
            _items.Clear();
        }

        _items[key] = new Item(value, reading.Since);
        if (Interlocked.Read(ref _generation) != reading.Generation)
        {
            _items.TryRemove(key, out _);
        }
    }

    /// <summary>Clears the cache, including items that are being read.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _items.Clear();
    }

    private TValue? FindFresh(TKey key)
    {
        if (!_items.TryGetValue(key, out var item))
        {
            return null;
        }

        var age = clock.GetElapsedTime(item.Since);
        return age < RefreshAfter || (age < TimeToLive && !item.TryClaimRefresh()) ? item.Value : null;
    }

    /// <summary>The start of a reading.</summary>
    public readonly record struct Reading(long Generation, long Since);

    private sealed class Item(TValue value, long since)
    {
        private int _isClaimed;

        public TValue Value => value;

        public long Since => since;

        public bool TryClaimRefresh() => Interlocked.Exchange(ref _isClaimed, 1) == 0;
    }
}
