namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>The stored response of a change with an Idempotency-Key. It never contains a secret.</summary>
public sealed record StoredResponse
{
    /// <summary>SHA-256 of the request's parameters.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The ID of the request that was executed.</summary>
    public required string RequestId { get; init; }

    /// <summary>The ID in the response, if any.</summary>
    public long? SavedId { get; init; }
}
