using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// A request in the queue of a <see cref="WriteBatcher{TItem,TResult}"/>. Its answer continues on another thread: a caller that is slow
/// with it must not keep the others waiting.
/// </summary>
internal sealed class QueuedRequest<TItem, TResult>(TItem item)
    : TaskCompletionSource<TResult>(Activity.Current, TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _isTaken;

    public TItem Item => item;

    /// <summary>The span the request waits in, if requests are traced.</summary>
    public Activity? Span => (Activity?)Task.AsyncState;

    /// <summary>Takes the request, for a batch or back from the queue: only one of the two gets it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Its result; or at once the end of the wait, if it is cancelled before it was taken for a batch.</summary>
    public async Task<TResult> WaitAsync(CancellationToken cancellationToken)
    {
        await using var taking = cancellationToken.UnsafeRegister(
            (state, token) =>
            {
                if (state is QueuedRequest<TItem, TResult> queued && queued.TryTake())
                {
                    queued.TrySetCanceled(token);
                }
            },
            this);
        return await Task;
    }
}
