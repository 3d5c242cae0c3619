using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Gives every change one transaction: committed after the handler, taken back when it fails or the change was only tried.</summary>
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

        unitOfWork.Begin();
        try
        {
            var response = await next();
            if (change.IsTrial)
            {
                await unitOfWork.RollbackAsync();
            }
            else
            {
                await unitOfWork.CommitAsync(cancellationToken);
            }

            return response;
        }
        catch
        {
            await unitOfWork.RollbackAsync();
            throw;
        }
    }
}
