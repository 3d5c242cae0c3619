using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>
/// A request in the queue of a <see cref="WriteBatcher{TItem,TResult}"/>. Its continuation runs on another thread, so that a slow caller
/// does not delay the others.
/// </summary>
internal sealed class QueuedRequest<TItem, TResult>(TItem item)
    : TaskCompletionSource<TResult>(Activity.Current, TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _isTaken;

    public TItem Item => item;

    /// <summary>The span of the request, if it is traced.</summary>
    public Activity? Span => (Activity?)Task.AsyncState;

    /// <summary>Claims the request, either for a batch or to cancel it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Waits for the result. Cancellation takes effect only before a batch has claimed the request.</summary>
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
