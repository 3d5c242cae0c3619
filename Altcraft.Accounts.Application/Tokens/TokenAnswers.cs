namespace Altcraft.Accounts.Application.Tokens;

/// <summary>The answer of <c>tokens/create</c> (contract, section 8).</summary>
public sealed class CreatedTokenAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The secret. It is shown only once and not stored.</summary>
    public required string Token { get; init; }
}

/// <summary>The answer of <c>tokens/current</c> (contract, section 8).</summary>
public sealed class CurrentTokenAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The purpose of the token.</summary>
    public required string Name { get; init; }

    /// <summary>The scopes of the token; <c>*</c> stands for all.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it expires, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }
}

/// <summary>A token in <c>tokens/list</c>, without its secret (contract, section 8).</summary>
public sealed class TokenAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>The purpose of the token.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>The scopes of the token.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether the token is neither revoked nor expired.</summary>
    public bool IsActive { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it expires, UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was last used, UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>The ID of the token that created it; null for the first token and those of the command line.</summary>
    public long? CreatedBy { get; init; }
}
