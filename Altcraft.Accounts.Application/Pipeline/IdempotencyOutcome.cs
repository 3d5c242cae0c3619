using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>What became of a request with an Idempotency-Key. Never holds a secret.</summary>
public sealed record IdempotencyOutcome
{
    /// <summary>SHA-256 of the parameters it came with.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The ID of the request that was carried out.</summary>
    public required string RequestId { get; init; }

    /// <summary>Why it was refused; 0 when it succeeded.</summary>
    public Failure Failure { get; init; }

    /// <summary>What was told when it was refused.</summary>
    public IReadOnlyList<Error> Errors { get; init; } = [];

    /// <summary>The ID in its answer, if there was one.</summary>
    public long? SavedId { get; init; }
}
