using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>The store of responses to requests with an Idempotency-Key, which are kept for 24 hours (contract, section 10).</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims a key until the transaction ends, and returns its stored response, if any.</summary>
    /// <exception cref="Domain.Common.AccountsException">409: another request is using the key.</exception>
    Task<StoredResponse?> ClaimAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>Stores the response in the transaction of the change.</summary>
    Task StoreAsync(IdempotencyKey key, StoredResponse response, CancellationToken cancellationToken);
}
