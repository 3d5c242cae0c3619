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

/// <summary>The stored response of a change with an Idempotency-Key. It never contains a secret.</summary>
public sealed record StoredResponse
{
    /// <summary>SHA-256 of the request's parameters.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The ID of the request that was executed.</summary>
    public required string RequestId { get; init; }

    /// <summary>The ID in the response, if any.</summary>
    public long? SavedId { get; init; }

    /// <summary>The whole response as JSON, where it is more than an ID.</summary>
    public string? Data { get; init; }
}
