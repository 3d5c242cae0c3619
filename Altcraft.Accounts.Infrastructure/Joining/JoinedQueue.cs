using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// What waits for a <see cref="JoinedWork{TItem,TResult}"/>, and when how much of it goes. A timer runs only while something waits, so that it
/// does not wait with a statement that is held up.
/// </summary>
/// <typeparam name="TItem">What one request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
/// <param name="name">The kind of work, for metrics.</param>
/// <param name="clock">The clock.</param>
/// <param name="heldUp">Called when something has waited for so long that <see cref="Next"/> should be asked again.</param>
internal sealed class JoinedQueue<TItem, TResult>(string name, TimeProvider clock, Action heldUp)
{
    /// <summary>The most items of a batch: more gains little and makes the last one's answer wait for the first one's work.</summary>
    public const int MaxBatch = 64;

    // Far more than one connection pool's worth of requests: a queue this long is an overload, and waiting would not help.
    private const int MaxWaiting = 2048;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<JoinedEntry<TItem, TResult>> _waiting = new();
    private readonly OnTheirWay _onTheirWay = new(MaxBatch, clock);
    private bool _isWatched;

    /// <summary>Lets an item go at once, alone, or has it wait.</summary>
    /// <param name="item">The item.</param>
    /// <param name="sent">Its statement, if it goes.</param>
    /// <returns>Its place in the queue; <see langword="null"/> when it goes.</returns>
    /// <exception cref="AccountsException">429: too much is waiting.</exception>
    public JoinedEntry<TItem, TResult>? GoOrWait(TItem item, out OnTheirWay.Sent sent)
    {
        lock (_lock)
        {
            sent = default;
            if (_waiting.Count == 0 && _onTheirWay.Admits(1))
            {
                sent = _onTheirWay.Add(1);
                return null;
            }

            return Enqueue(item);
        }
    }

    /// <summary>What goes next, if something may go.</summary>
    /// <param name="ended">The statement that was answered, if this is why.</param>
    public (List<JoinedEntry<TItem, TResult>> Batch, OnTheirWay.Sent Sent)? Next(OnTheirWay.Sent? ended)
    {
        lock (_lock)
        {
            if (ended is { } statement)
            {
                _onTheirWay.Remove(statement);
            }

            return _waiting.Count > 0 && _onTheirWay.Admits(Math.Min(_waiting.Count, MaxBatch)) && TakeBatch() is { Count: > 0 } batch
                ? (batch, _onTheirWay.Add(batch.Count))
                : null;
        }
    }

    private JoinedEntry<TItem, TResult> Enqueue(TItem item)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            Measured.QueueWasFull();
            throw new AccountsException(Failure.TooManyRequests) { RetryAfter = RetryAfter };
        }

        var entry = new JoinedEntry<TItem, TResult>(item);
        _waiting.Enqueue(entry);
        Measured.QueueChanged(name, 1);
        if (!_isWatched)
        {
            // Not as a part of this one request, which may be over long before.
            using var apart = ExecutionContext.SuppressFlow();
            _isWatched = true;
            _ = WatchAsync();
        }

        return entry;
    }

    private List<JoinedEntry<TItem, TResult>> TakeBatch()
    {
        var batch = new List<JoinedEntry<TItem, TResult>>();
        while (batch.Count < MaxBatch && _waiting.TryDequeue(out var entry))
        {
            Measured.QueueChanged(name, -1);
            if (entry.TryTake())
            {
                batch.Add(entry);
            }
        }

        return batch;
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(OnTheirWay.HeldUp, clock);
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isWatched = false;
                    return;
                }
            }

            heldUp();
        }
    }
}
