using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>
/// Gives every change one transaction: committed after the handler, rolled back when it fails or is a dry run. The first try may be stored
/// in a
/// batch. After a concurrency conflict the change is carried out again, alone and under locks, where only a deadlock can end it.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(RequestContext context, IUnitOfWork unitOfWork)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private const int MaxTries = 4;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChange change)
        {
            return await next();
        }

        var canBatch = !change.IsDryRun && context.IdempotencyKey is null;
        for (var tries = 1; ; tries++)
        {
            try
            {
                unitOfWork.Begin(canBatch && tries == 1);
                var response = await next();
                if (!change.IsDryRun)
                {
                    await unitOfWork.CommitAsync();
                }

                return response;
            }
            catch (ConcurrencyConflictException conflict) when (tries == MaxTries)
            {
                throw new AccountsException(Failure.Unavailable, conflict) { RetryAfter = AccountsException.Soon };
            }
            catch (ConcurrencyConflictException)
            {
                // Nothing was stored. The last try reports it.
            }
            finally
            {
                // Does nothing after a commit.
                await unitOfWork.RollbackAsync();
            }
        }
    }
}
