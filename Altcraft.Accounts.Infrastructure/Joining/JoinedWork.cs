using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// Carries out together what arrives while the database is busy with what came before: one statement, one commit for all of it.
/// Nothing waits for company: what finds the database idle starts at once, alone, two at a time. As soon as more than that is asked
/// for, one batch at a time is on its way: larger batches cost less for each row than two that share the machine (docs/performance.md).
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

    private const int MaxAlone = 2;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<JoinedEntry<TItem, TResult>> _waiting = new();
    private int _working;
    private int _batches;

    /// <summary>Carries one item out, with whatever else is waiting.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Takes the item back while it waits; once it is on its way it is carried out.</param>
    /// <exception cref="AccountsException">429: too much is waiting; 503: the database cannot be reached.</exception>
    public Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_working >= MaxAlone || _batches > 0)
            {
                return Wait(item, cancellationToken);
            }

            _working++;
        }

        return LeadAsync(item);
    }

    private Task<TResult> Wait(TItem item, CancellationToken cancellationToken)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            Measured.QueueWasFull();
            throw new AccountsException(Failure.TooManyRequests) { RetryAfter = RetryAfter };
        }

        var entry = new JoinedEntry<TItem, TResult>(item);
        _waiting.Enqueue(entry);
        Measured.QueueChanged(name, 1);
        return entry.WaitAsync(cancellationToken);
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
            // What has come meanwhile is sent off before this caller goes on with its answer.
            _ = WorkAsync();
        }
    }

    private async Task WorkAsync()
    {
        var batch = new List<JoinedEntry<TItem, TResult>>();
        while (TakeBatch(batch))
        {
            await RunBatchAsync(batch);
            batch.Clear();
            lock (_lock)
            {
                _batches--;
            }
        }
    }

    private bool TakeBatch(List<JoinedEntry<TItem, TResult>> batch)
    {
        lock (_lock)
        {
            // A batch is on its way: what waits is for its worker to take, unless it would be too much for one.
            while ((_batches == 0 || batch.Count > 0 || _waiting.Count >= MaxBatch) && batch.Count < MaxBatch && _waiting.TryDequeue(out var entry))
            {
                Measured.QueueChanged(name, -1);
                if (entry.TryTake())
                {
                    batch.Add(entry);
                }
            }

            if (batch.Count == 0)
            {
                _working--;
            }
            else
            {
                _batches++;
            }

            return batch.Count > 0;
        }
    }

    private async Task RunBatchAsync(List<JoinedEntry<TItem, TResult>> batch)
    {
        using var span = BatchSpan.Start(name, batch);
        try
        {
            var results = await runAsync([.. batch.Select(entry => entry.Item)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].TrySetResult(results[i]);
            }
        }
        catch (Exception exception)
        {
            var cause = exception is DbException database ? PostgresErrors.Translate(database) : exception;
            batch.ForEach(entry => entry.TrySetException(cause));
        }
    }
}
