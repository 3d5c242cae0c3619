using System.Security.Cryptography;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>
/// Does nothing twice for one Idempotency-Key (contract, section 10). The key's row commits in the transaction of the change;
/// while that is open, the claim on the key turns others away with 409. Refusals (4xx) are kept too, without the change.
/// </summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(
    RequestContext context,
    IUnitOfWork unitOfWork,
    IIdempotencyStore store,
    IEnumerable<IReplay<TResponse>> replays) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChange { IsTrial: false } || context.IdempotencyKey is not { } key)
        {
            return await next();
        }

        var replay = replays.Single();
        unitOfWork.Begin(alone: true);
        try
        {
            if (await store.ClaimAsync(key, cancellationToken) is { } outcome)
            {
                return Again(key, outcome, replay);
            }

            await unitOfWork.MarkAsync(cancellationToken);
            return await OnceAsync(key, next, replay, cancellationToken);
        }
        finally
        {
            await unitOfWork.RollbackAsync();
        }
    }

    private async Task<TResponse> OnceAsync(
        IdempotencyKey key, RequestHandlerDelegate<TResponse> next, IReplay<TResponse> replay, CancellationToken cancellationToken)
    {
        var outcome = new IdempotencyOutcome { Fingerprint = key.Fingerprint, RequestId = context.RequestId };
        try
        {
            var response = await Races.RunAsync(() => next(), () => AgainAsync(next, cancellationToken));
            await store.StoreAsync(key, outcome with { SavedId = replay.Id(response) }, cancellationToken);
            await unitOfWork.CommitAsync();
            return response;
        }
        catch (AccountsException refused) when ((int)refused.Failure < 500)
        {
            await unitOfWork.BackToMarkAsync(cancellationToken);
            await store.StoreAsync(key, outcome with { Failure = refused.Failure, Errors = refused.Errors }, cancellationToken);
            await unitOfWork.CommitAsync();
            throw;
        }
    }

    private async Task<TResponse> AgainAsync(RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        await unitOfWork.BackToMarkAsync(cancellationToken);
        return await next();
    }

    private TResponse Again(IdempotencyKey key, IdempotencyOutcome outcome, IReplay<TResponse> replay)
    {
        if (!CryptographicOperations.FixedTimeEquals(key.Fingerprint, outcome.Fingerprint))
        {
            throw new AccountsException(Failure.KeyReused, new Error(
                null, ErrorCodes.Conflict, $"The Idempotency-Key {Quoted.Of(key.Key)} was used with other parameters: send a new key for a new request."));
        }

        context.ReplayedRequestId = outcome.RequestId;
        return outcome.Failure == 0
            ? replay.Response(outcome.SavedId)
            : throw new AccountsException(outcome.Failure, outcome.Errors);
    }
}
