namespace Altcraft.Accounts.Domain.Tokens;

/// <summary>An API token as it is stored: never its secret (contract, section 8).</summary>
public sealed record ApiToken
{
    /// <summary>The ID; 0 until stored.</summary>
    public long Id { get; init; }

    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>What it is for, 1–64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>What it may do: words of <see cref="Scope"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it stops working, UTC; <see langword="null"/> for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC, if so.</summary>
    public DateTime? RevokedAt { get; init; }

    /// <summary>When it was used last, UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>Whether the token opens anything at a moment.</summary>
    public bool IsActive(DateTime now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
