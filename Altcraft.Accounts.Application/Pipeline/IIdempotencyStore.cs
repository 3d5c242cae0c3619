using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Where the outcomes of requests with an Idempotency-Key are kept for 24 hours (contract, section 10).</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims a key until the transaction ends, and finds the outcome it may have already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Domain.Common.AccountsException">409: another request holds the key right now.</exception>
    Task<IdempotencyOutcome?> ClaimAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>Stores the outcome of the request in its transaction.</summary>
    /// <param name="key">The claimed key.</param>
    /// <param name="outcome">What to answer when the key comes again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task StoreAsync(IdempotencyKey key, IdempotencyOutcome outcome, CancellationToken cancellationToken);
}
