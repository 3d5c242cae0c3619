using System.Diagnostics;

namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>One request's part of a batch. Its answer goes on elsewhere: the worker that gives it has the next batch to send.</summary>
/// <typeparam name="TItem">What the request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
internal sealed class JoinedEntry<TItem, TResult>(TItem item, CancellationToken cancellationToken)
    : TaskCompletionSource<TResult>(Activity.Current, TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TItem Item => item;

    /// <summary>The span the request waits in, if requests are traced. It is kept where every task has room for it.</summary>
    public Activity? Span => (Activity?)Task.AsyncState;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;
}
