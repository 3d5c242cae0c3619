using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>
/// Carries out together what arrives while the database is busy with what came before: one statement, one commit for all of it.
/// Nothing waits for company: what finds the database idle starts at once, alone. How much is on its way at once: <see cref="OnTheirWay"/>.
/// No threads of its own.
/// </summary>
/// <typeparam name="TItem">What one request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
internal sealed class JoinedWork<TItem, TResult>
{
    private readonly string _name;
    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> _runAsync;
    private readonly JoinedQueue<TItem, TResult> _queue;

    /// <param name="name">What it does, for metrics and spans.</param>
    /// <param name="runAsync">Carries a batch out and answers one result for each item, in order.</param>
    /// <param name="clock">The clock, if it is not the system's.</param>
    public JoinedWork(string name, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> runAsync, TimeProvider? clock = null)
    {
        (_name, _runAsync) = (name, runAsync);
        _queue = new JoinedQueue<TItem, TResult>(name, clock ?? TimeProvider.System, () => GoOn(ended: null));
    }

    /// <summary>Carries one item out, with whatever else is waiting.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Takes the item back while it waits; once it is on its way it is carried out.</param>
    /// <exception cref="AccountsException">429: too much is waiting; 503: the database cannot be reached.</exception>
    public Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        if (_queue.GoOrWait(item, out var sent) is not { } entry)
        {
            return LeadAsync(item, sent);
        }

        GoOn(ended: null);
        return entry.WaitAsync(cancellationToken);
    }

    // Nobody else is waiting: the item goes alone, on its own caller's way, without a detour over another thread.
    private async Task<TResult> LeadAsync(TItem item, OnTheirWay.Sent sent)
    {
        Measured.BatchStarted(_name, 1);
        try
        {
            return (await _runAsync([item]))[0];
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception);
        }
        finally
        {
            GoOn(sent);
        }
    }

    private void GoOn(OnTheirWay.Sent? ended)
    {
        if (_queue.Next(ended) is var (batch, sent))
        {
            _ = RunBatchAsync(batch, sent);
        }
    }

    private async Task RunBatchAsync(List<JoinedEntry<TItem, TResult>> batch, OnTheirWay.Sent sent)
    {
        using var span = BatchSpan.Start(_name, batch);
        IReadOnlyList<TResult> results = [];
        Exception? cause = null;
        try
        {
            results = await _runAsync([.. batch.Select(entry => entry.Item)]);
            ArgumentOutOfRangeException.ThrowIfNotEqual(results.Count, batch.Count);
        }
        catch (Exception exception)
        {
            cause = exception is DbException database ? PostgresErrors.Translate(database) : exception;
        }

        // What has come meanwhile is sent off before any answer is given.
        GoOn(sent);
        for (var i = 0; i < batch.Count; i++)
        {
            _ = cause is null ? batch[i].TrySetResult(results[i]) : batch[i].TrySetException(cause);
        }
    }
}
