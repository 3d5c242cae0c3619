namespace Altcraft.Accounts.Infrastructure.Joining;

/// <summary>One request's part of a batch. Its answer goes on elsewhere: the worker that gives it has the next batch to send.</summary>
/// <typeparam name="TItem">What the request wants.</typeparam>
/// <typeparam name="TResult">What it gets.</typeparam>
internal sealed class JoinedEntry<TItem, TResult>(TItem item, CancellationToken cancellationToken)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TItem Item => item;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;
}
