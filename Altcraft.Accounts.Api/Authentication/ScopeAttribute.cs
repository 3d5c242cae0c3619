using Microsoft.AspNetCore.Authorization;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>
/// The scope a token needs for an action (contract, section 8). Every action has one or an <see cref="AnyTokenAttribute"/>; an architecture
/// test checks it.
/// </summary>
/// <param name="scope">One of <see cref="Domain.Tokens.Scope"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScopeAttribute(string scope) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>The scope.</summary>
    public string Scope => scope;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
