using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Where the responses of requests with an Idempotency-Key are kept for 24 hours (contract, section 10).</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims a key until the transaction ends, and finds the response it may have already.</summary>
    /// <exception cref="Domain.Common.AccountsException">409: another request holds the key right now.</exception>
    Task<StoredResponse?> ClaimAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>Stores the response in the transaction of the change.</summary>
    Task StoreAsync(IdempotencyKey key, StoredResponse response, CancellationToken cancellationToken);
}
