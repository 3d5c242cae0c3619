using System.Collections.Concurrent;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>
/// Rows that nearly every request asks for, kept in the process for a few seconds. What this replica changes it forgets at once; what
/// another one changes is noticed when the time is over. Only what was found is kept, so something new is found at once everywhere.
/// </summary>
/// <typeparam name="TKey">What an item is looked up by.</typeparam>
/// <typeparam name="TValue">What is kept; the metrics name the cache after it.</typeparam>
internal sealed class ItemCache<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    /// <summary>How long a change by another replica can go unnoticed; the contract allows 5 seconds (section 8).</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(4);

    /// <summary>From this age on one request reads the row anew; the others still get the kept one, so that they do not all ask at once.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(3);

    // A bound against keys that come once; what is asked for often comes back by itself.
    private const int MaxItems = 20_000;

    private readonly ConcurrentDictionary<TKey, Item> _items = new();
    private long _generation;

    /// <summary>The item, from the cache or read.</summary>
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

    /// <summary>The item, if it is known and this caller need not read it.</summary>
    public TValue? Find(TKey key)
    {
        var found = FindFresh(key);
        ServiceMetrics.CacheAsked(typeof(TValue).Name, found is not null);
        return found;
    }

    /// <summary>Call this before reading what <see cref="Keep"/> is to keep: an item is as old as the start of its reading.</summary>
    public Reading BeginReading() => new(Interlocked.Read(ref _generation), clock.GetTimestamp());

    /// <summary>Keeps an item, unless something was forgotten after its reading began: the item could be older than that.</summary>
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

    /// <summary>Forgets everything, also what is being read at the moment.</summary>
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

    /// <summary>When a reading began.</summary>
    public readonly record struct Reading(long Generation, long Since);

    private sealed class Item(TValue value, long since)
    {
        private int _isClaimed;

        public TValue Value => value;

        public long Since => since;

        public bool TryClaimRefresh() => Interlocked.Exchange(ref _isClaimed, 1) == 0;
    }
}
