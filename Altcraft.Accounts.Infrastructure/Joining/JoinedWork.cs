using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// Carries out together what arrives while the database is busy with what came before: one statement, one commit for all of it.
/// Nothing waits for company: what finds the database idle starts at once, alone. How much is on its way at once: <see cref="OnTheirWay"/>.
/// No timer, no threads of its own.
/// </summary>
/// <typeparam name="TItem">What one request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
/// <param name="name">What it does, for metrics and spans.</param>
/// <param name="runAsync">Carries a batch out and answers one result for each item, in order.</param>
internal sealed class JoinedWork<TItem, TResult>(string name, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> runAsync)
{
    /// <summary>The most items of a batch: more gains little and makes the last one's answer wait for the first one's work.</summary>
    public const int MaxBatch = 64;

    // Far more than one connection pool's worth of requests: a queue this long is an overload, and waiting would not help.
    private const int MaxWaiting = 2048;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<JoinedEntry<TItem, TResult>> _waiting = new();
    private readonly OnTheirWay _onTheirWay = new();

    /// <summary>Carries one item out, with whatever else is waiting.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Takes the item back while it waits; once it is on its way it is carried out.</param>
    /// <exception cref="AccountsException">429: too much is waiting; 503: the database cannot be reached.</exception>
    public Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        JoinedEntry<TItem, TResult>? entry;
        lock (_lock)
        {
            entry = _waiting.Count == 0 && _onTheirWay.Admits(1) ? null : Enqueue(item);
            if (entry is null)
            {
                _onTheirWay.Add(1);
            }
        }

        if (entry is null)
        {
            return LeadAsync(item);
        }

        GoOn(ended: null);
        return entry.WaitAsync(cancellationToken);
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
        return entry;
    }

    // Nobody else is waiting: the item goes alone, on its own caller's way, without a detour over another thread.
    private async Task<TResult> LeadAsync(TItem item)
    {
        Measured.BatchStarted(name, 1);
        try
        {
            return (await runAsync([item]))[0];
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
        finally
        {
            GoOn(ended: 1);
        }
    }

    private void GoOn(int? ended)
    {
        List<JoinedEntry<TItem, TResult>>? batch;
        lock (_lock)
        {
            if (ended is { } items)
            {
                _onTheirWay.Remove(items);
            }

            batch = _waiting.Count > 0 && _onTheirWay.Admits(Math.Min(_waiting.Count, MaxBatch)) ? TakeBatch() : null;
        }

        if (batch is { Count: > 0 })
        {
            _ = RunBatchAsync(batch);
        }
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

        if (batch.Count > 0)
        {
            _onTheirWay.Add(batch.Count);
        }

        return batch;
    }

    private async Task RunBatchAsync(List<JoinedEntry<TItem, TResult>> batch)
    {
        using var span = BatchSpan.Start(name, batch);
        IReadOnlyList<TResult> results = [];
        Exception? cause = null;
        try
        {
            results = await runAsync([.. batch.Select(entry => entry.Item)]);
            ArgumentOutOfRangeException.ThrowIfNotEqual(results.Count, batch.Count);
        }
        catch (Exception exception)
        {
            cause = exception is DbException database ? PostgresErrors.Translate(database) : exception;
        }

        // What has come meanwhile is sent off before any answer is given.
        GoOn(ended: batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            _ = cause is null ? batch[i].TrySetResult(results[i]) : batch[i].TrySetException(cause);
        }
    }
}
