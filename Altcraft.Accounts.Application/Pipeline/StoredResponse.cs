namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>The response of a change that came with an Idempotency-Key. Never holds a secret.</summary>
public sealed record StoredResponse
{
    /// <summary>SHA-256 of the parameters it came with.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The ID of the request that was carried out.</summary>
    public required string RequestId { get; init; }

    /// <summary>The ID in the response, if there is one.</summary>
    public long? SavedId { get; init; }
}
