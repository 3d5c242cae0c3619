using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>One request's part of a batch. Its answer goes on elsewhere: a slow reader of it must not hold up the others' (decision 0015).</summary>
/// <typeparam name="TItem">What the request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
internal sealed class JoinedEntry<TItem, TResult>(TItem item)
    : TaskCompletionSource<TResult>(Activity.Current, TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _isTaken;

    public TItem Item => item;

    /// <summary>The span the request waits in, if requests are traced. It is kept where every task has room for it.</summary>
    public Activity? Span => (Activity?)Task.AsyncState;

    /// <summary>Takes the entry, for a batch or back from the queue: only one of the two gets it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Its result, or at once the end of the wait if it is cancelled before it was taken for a batch.</summary>
    public async Task<TResult> WaitAsync(CancellationToken cancellationToken)
    {
        using var taking = cancellationToken.UnsafeRegister(
            (entry, token) =>
            {
                if (entry is JoinedEntry<TItem, TResult> waiting && waiting.TryTake())
                {
                    waiting.TrySetCanceled(token);
                }
            },
            this);
        return await Task;
    }
}
