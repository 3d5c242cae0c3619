using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>
/// Runs every change in one transaction: committed after the handler, rolled back after a failure or a dry run. The first attempt may be
/// stored in a batch. After a concurrency conflict the change is repeated alone and under locks, where only a deadlock can stop it.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(RequestContext context, IUnitOfWork unitOfWork)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private const int MaxAttempts = 4;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChange change)
        {
            return await next();
        }

        var canBatch = !change.IsDryRun && context.IdempotencyKey is null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                unitOfWork.Begin(canBatch && attempt == 1);
                var response = await next();
                if (!change.IsDryRun)
                {
                    await unitOfWork.CommitAsync();
                }

                return response;
            }
            catch (ConcurrencyConflictException conflict) when (attempt == MaxAttempts)
            {
                throw new AccountsException(Failure.Unavailable, conflict);
            }
            catch (ConcurrencyConflictException)
            {
                // Nothing was stored. The last attempt reports the conflict.
            }
            finally
            {
                // Has no effect after a commit.
                await unitOfWork.RollbackAsync();
            }
        }
    }
}
