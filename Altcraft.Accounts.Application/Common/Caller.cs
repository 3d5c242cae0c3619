using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The authenticated caller of a request.</summary>
/// <param name="TokenId">The token's ID; <see langword="null"/> for the command line, which needs no token.</param>
/// <param name="TokenName">The token's name, for audit records and messages.</param>
/// <param name="ExpiresAt">When the token expires, UTC; <see langword="null"/> for never.</param>
public sealed record Caller(long? TokenId, string TokenName, IReadOnlyCollection<string> Scopes, DateTime? ExpiresAt)
{
    /// <summary>The operator at the command line, who has all scopes.</summary>
    public static Caller CommandLine { get; } = new(null, "command line", [Scope.All], null);

    /// <summary>Whether the caller has a scope.</summary>
    public bool Has(string scope) => Scope.Covers(Scopes, scope);
}
