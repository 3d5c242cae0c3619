using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>
/// Gives every change one transaction: committed after the handler, taken back when it fails or the change was only tried. A change
/// that lost a race is carried out again, alone and under locks, where it can lose by a deadlock only.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        // Already open: the idempotency step needs its key in the same transaction and ends it.
        if (request is not IChange change || unitOfWork.IsOpen)
        {
            return await next();
        }

        return await Races.RunAsync(
            () => RunAsync(alone: change.IsTrial, change.IsTrial, next),
            () => RunAsync(alone: true, change.IsTrial, next));
    }

    private async Task<TResponse> RunAsync(bool alone, bool isTrial, RequestHandlerDelegate<TResponse> next)
    {
        unitOfWork.Begin(alone);
        try
        {
            var response = await next();
            if (!isTrial)
            {
                await unitOfWork.CommitAsync();
            }

            return response;
        }
        finally
        {
            // Does nothing after a commit.
            await unitOfWork.RollbackAsync();
        }
    }
}
