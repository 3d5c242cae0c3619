using System.Collections.Concurrent;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <summary>
/// Rows that nearly every request asks for, kept in the process for a few seconds. What this replica changes it forgets at once; what
/// another one changes is noticed when the time is over. Only what was found is kept, so something new is found at once everywhere.
/// </summary>
/// <typeparam name="TKey">What it is looked up by.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="name">What it is called in the metrics.</param>
/// <param name="clock">Tells how old an entry is.</param>
internal sealed class EntryCache<TKey, TValue>(string name, TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    /// <summary>How long a change by another replica can go unnoticed; the contract allows 5 seconds (section 8).</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(4);

    /// <summary>From this age on one request reads the row anew; the others go on with what is known, so that they do not all ask at once.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(3);

    // A bound against keys that come once; what is hot comes back by itself.
    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _generation;

    /// <summary>A number that grows when something is forgotten: ask before reading, and keep only what was read since.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The row, if it is known and need not be read by this caller.</summary>
    public TValue? Find(TKey key)
    {
        var found = FindFresh(key);
        Measured.CacheAsked(name, found is not null);
        return found;
    }

    private TValue? FindFresh(TKey key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        var age = clock.GetElapsedTime(entry.Since);
        return age < RefreshAfter || (age < TimeToLive && !entry.TryClaimRefresh()) ? entry.Value : null;
    }

    /// <summary>Keeps a row, unless something was forgotten after its reading began: it could be older than that.</summary>
    public void Keep(TKey key, TValue value, long generation, long since)
    {
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[key] = new Entry(value, since);
        if (Generation != generation)
        {
            _entries.TryRemove(key, out _);
        }
    }

    /// <summary>Now, as <see cref="Keep"/> wants it: taken before the row is read, because that is how old the row is.</summary>
    public long Now => clock.GetTimestamp();

    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private sealed class Entry(TValue value, long since)
    {
        private int _isClaimed;

        public TValue Value => value;

        public long Since => since;

        public bool TryClaimRefresh() => Interlocked.Exchange(ref _isClaimed, 1) == 0;
    }
}
