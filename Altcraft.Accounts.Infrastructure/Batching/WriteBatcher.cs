using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// Sends what arrives while a statement is in flight together, in the next statement: one statement and one commit for all of it. A request
/// that finds no queue is sent at once, by its own caller; whoever's statement was answered sends the next batch. No timer, no threads.
/// </summary>
/// <typeparam name="TItem">What a request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
/// <param name="name">What the batches do, for metrics and spans.</param>
/// <param name="send">Sends a batch and answers one result for each item, in order.</param>
internal sealed class WriteBatcher<TItem, TResult>(
    string name, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> send, TimeProvider clock)
{
    /// <summary>The most items of a batch: more gain little and make the last one's answer wait for the first one's work.</summary>
    public const int MaxBatch = 64;

    /// <summary>The most requests that wait. More than that is an overload, and waiting would not help.</summary>
    public const int MaxQueue = 2048;

    /// <summary>The most statements in flight.</summary>
    public const int Writers = 2;

    // Far longer than a full batch takes: such a statement waits for a lock, and nobody shall wait with it.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Queue<QueuedRequest<TItem, TResult>> _queue = new();
    private int _inFlight;
    private (int Last, int OneBefore) _sizes = (1, 1);
    private long _lastSent;

    /// <summary>Carries out an item, with others if there are any.</summary>
    /// <param name="cancellationToken">Takes the item back while it waits; once it is in flight it is carried out.</param>
    /// <exception cref="AccountsException">429: too many are waiting; or what sending the item has thrown.</exception>
    public Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        QueuedRequest<TItem, TResult>? queued = null;
        lock (_lock)
        {
            if (_queue.Count == 0 && MaySend(1))
            {
                NoteSent(1);
            }
            else if (_queue.Count < MaxQueue)
            {
                queued = new QueuedRequest<TItem, TResult>(item);
                _queue.Enqueue(queued);
                ServiceMetrics.QueueChanged(name, 1);
            }
            else
            {
                ServiceMetrics.QueueWasFull();
                throw new AccountsException(Failure.TooManyRequests) { RetryAfter = AccountsException.Soon };
            }
        }

        if (queued is null)
        {
            return SendAloneAsync(item);
        }

        SendNext(isAnswered: false);
        return queued.WaitAsync(cancellationToken);
    }

    private async Task<TResult> SendAloneAsync(TItem item)
    {
        try
        {
            return (await send([item]))[0];
        }
        finally
        {
            SendNext(isAnswered: true);
        }
    }

    private void SendNext(bool isAnswered)
    {
        List<QueuedRequest<TItem, TResult>> batch = [];
        lock (_lock)
        {
            _inFlight -= isAnswered ? 1 : 0;
            while (_queue.Count > 0 && batch.Count == 0 && MaySend(Math.Min(_queue.Count, MaxBatch)))
            {
                while (batch.Count < MaxBatch && _queue.TryDequeue(out var queued))
                {
                    ServiceMetrics.QueueChanged(name, -1);
                    if (queued.TryTake())
                    {
                        batch.Add(queued);
                    }
                }
            }

            if (batch.Count == 0)
            {
                return;
            }

            NoteSent(batch.Count);
        }

        _ = SendBatchAsync(batch);
    }

    private async Task SendBatchAsync(List<QueuedRequest<TItem, TResult>> batch)
    {
        using var span = BatchSpan.Start(name, batch.ConvertAll(queued => queued.Span));
        IReadOnlyList<TResult> results = [];
        Exception? failure = null;
        try
        {
            results = await send(batch.ConvertAll(queued => queued.Item));
            ArgumentOutOfRangeException.ThrowIfNotEqual(results.Count, batch.Count);
        }
        catch (Exception exception)
        {
            // Thrown again by each of the requests.
            failure = exception;
        }

        // Before any answer is given.
        SendNext(isAnswered: true);
        for (var i = 0; i < batch.Count; i++)
        {
            _ = failure is null ? batch[i].TrySetResult(results[i]) : batch[i].TrySetException(failure);
        }
    }

    // Two statements take each other's processors, and one for all of their items costs less for each. A second one pays when it is large,
    // when
    // there are so few callers that nothing comes together, or when the first does not get on.
    private bool MaySend(int items) => _inFlight == 0 || (_inFlight < Writers
        && (items >= MaxBatch / 2 || (items, _sizes) == (1, (1, 1)) || clock.GetElapsedTime(_lastSent) >= Slow));

    private void NoteSent(int items)
    {
        _inFlight++;
        _sizes = (items, _sizes.Last);
        _lastSent = clock.GetTimestamp();
        ServiceMetrics.BatchStarted(name, items);
    }
}
