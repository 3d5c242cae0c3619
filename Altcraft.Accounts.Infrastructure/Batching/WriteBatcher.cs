using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// Combines the requests that arrive while a statement is in flight: the next statement and commit carry all of them. A request that finds
/// an empty queue is sent at once by its own caller. The caller whose statement was answered sends the next batch. Only while requests wait,
/// the queue is also looked at every 50 milliseconds: the statement in front may be waiting for a lock.
/// </summary>
/// <typeparam name="TItem">The input of a request.</typeparam>
/// <typeparam name="TResult">The result of a request.</typeparam>
/// <param name="name">The kind of work, for metrics and spans.</param>
/// <param name="send">Sends a batch and returns one result for each item, in order.</param>
internal sealed class WriteBatcher<TItem, TResult>(
    string name, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> send, TimeProvider clock)
{
    /// <summary>The maximum size of a batch. Larger ones gain little and delay the answers.</summary>
    public const int MaxBatch = 64;

    /// <summary>The maximum length of the queue. Beyond that the service is overloaded, and waiting would not help.</summary>
    public const int MaxQueue = 2048;

    /// <summary>The maximum number of statements in flight.</summary>
    public const int Writers = 2;

    // Much longer than a full batch takes: the statement is waiting for a lock, and the queue must not wait with it.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Queue<QueuedRequest<TItem, TResult>> _queue = new();
    private int _inFlight;
    private bool _isWatched;
    private (int Last, int OneBefore) _sizes = (1, 1);
    private long _lastSent;

    /// <summary>Executes an item, in a batch if other requests are waiting.</summary>
    /// <param name="cancellationToken">Cancels the item while it waits. An item in flight is completed.</param>
    /// <exception cref="AccountsException">429: the queue is full. Exceptions of the batch are thrown too.</exception>
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
                throw new AccountsException(Failure.TooManyRequests);
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

            if (_queue.Count > 0 && !_isWatched)
            {
                _isWatched = true;
                _ = WatchAsync();
            }

            if (batch.Count == 0)
            {
                return;
            }

            NoteSent(batch.Count);
        }

        _ = SendBatchAsync(batch);
    }

    // The statement in flight may turn out to be slow after the last request has come. Then the other writer takes the queue.
    private async Task WatchAsync()
    {
        await Task.Delay(Slow, clock);
        lock (_lock)
        {
            _isWatched = false;
        }

        SendNext(isAnswered: false);
    }

    private async Task SendBatchAsync(List<QueuedRequest<TItem, TResult>> batch)
    {
        IReadOnlyList<TResult> results = [];
        Exception? failure = null;
        try
        {
            using var span = BatchSpan.Start(name, batch.ConvertAll(queued => queued.Span));
            results = await send(batch.ConvertAll(queued => queued.Item));
            ArgumentOutOfRangeException.ThrowIfNotEqual(results.Count, batch.Count);
        }
        catch (Exception exception)
        {
            // Each of the requests throws it.
            failure = exception;
        }

        // The next batch is sent before the answers are given.
        SendNext(isAnswered: true);
        for (var i = 0; i < batch.Count; i++)
        {
            _ = failure is null ? batch[i].TrySetResult(results[i]) : batch[i].TrySetException(failure);
        }
    }

    // Two statements compete for processors, and one large statement costs less for each item. A second one pays off when it is large, when
    // there are too few callers to form batches, or when the first one is slow.
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
