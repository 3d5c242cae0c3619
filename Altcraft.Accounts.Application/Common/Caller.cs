using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The token a request came with, once it was found good.</summary>
/// <param name="TokenId">The token's ID; <see langword="null"/> for the command line, which needs none.</param>
/// <param name="TokenName">What the token is for.</param>
public sealed record Caller(long? TokenId, string TokenName, IReadOnlyCollection<string> Scopes)
{
    /// <summary>The operator at the command line: may do everything.</summary>
    public static Caller CommandLine { get; } = new(null, "command line", [Scope.All]);

    /// <summary>Whether the caller may do something.</summary>
    public bool Has(string scope) => Scope.Covers(Scopes, scope);
}
