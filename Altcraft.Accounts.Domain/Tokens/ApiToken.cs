namespace Altcraft.Accounts.Domain.Tokens;

/// <summary>An API token as stored, without its secret (contract, section 8).</summary>
public sealed record ApiToken
{
    /// <summary>The ID; 0 until stored.</summary>
    public long Id { get; init; }

    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>How many tokens may be active at once.</summary>
    public const int MaxActive = 1000;

    /// <summary>The purpose of the token, 1–64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>The scopes: values of <see cref="Scope"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>The ID of the token that created it; <see langword="null"/> for the first one and those of the command line.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>When it expires, UTC; <see langword="null"/> for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC, if so.</summary>
    public DateTime? RevokedAt { get; init; }

    /// <summary>When it was last used, UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>Whether the token is neither revoked nor expired at a time in UTC.</summary>
    public bool IsActive(DateTime now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}
