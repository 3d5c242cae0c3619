using System.Security.Cryptography;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>
/// Executes a change only once for an Idempotency-Key (contract, section 10). The response is stored in the transaction of the change.
/// While that is open, another request with the key is rejected with 409. Failures are not stored, because their transaction is rolled
/// back.
/// </summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(
    RequestContext context, IIdempotencyStore store, IEnumerable<IResponseStorage<TResponse>> storages)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChange { IsDryRun: false } || context.IdempotencyKey is not { } key)
        {
            return await next();
        }

        var storage = storages.Single();
        if (await store.ClaimAsync(key, cancellationToken) is { } stored)
        {
            return Restore(key, stored, storage);
        }

        var response = await next();
        await store.StoreAsync(
            key,
            storage.Store(response, new StoredResponse { Fingerprint = key.Fingerprint, RequestId = context.RequestId }),
            cancellationToken);
        return response;
    }

    private TResponse Restore(IdempotencyKey key, StoredResponse stored, IResponseStorage<TResponse> storage)
    {
        if (!CryptographicOperations.FixedTimeEquals(key.Fingerprint, stored.Fingerprint))
        {
            throw new AccountsException(Failure.KeyReused, new Error(
                null, ErrorCodes.Conflict, $"The Idempotency-Key {Quoted.Of(key.Key)} was used with other parameters: send a new key for a new request."));
        }

        context.ReplayedRequestId = stored.RequestId;
        return storage.Restore(stored);
    }
}
