namespace Altcraft.Accounts.Api.Tokens;

/// <summary>What <c>tokens/create</c> answers, once (contract, section 8).</summary>
public sealed class CreatedTokenAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>What its holder sends. It is shown this once and kept nowhere.</summary>
    public required string Token { get; init; }
}

/// <summary>A token as <c>tokens/list</c> shows it: never its secret (contract, section 8).</summary>
public sealed class TokenAnswer
{
    /// <summary>The ID.</summary>
    public long Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The first characters of the secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether it works: neither revoked nor expired.</summary>
    public bool IsActive { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it stops working, UTC, if ever.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was used last, UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; init; }
}
