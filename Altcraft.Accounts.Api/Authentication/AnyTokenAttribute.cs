using Microsoft.AspNetCore.Authorization;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>
/// Any valid token may call the action, whatever its scopes (contract, section 8): for what a token may always know. Every other action has
/// a <see cref="ScopeAttribute"/>; an architecture test checks it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnyTokenAttribute : AuthorizeAttribute;
