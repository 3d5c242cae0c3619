using Altcraft.Accounts.Domain.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>Decides whether the caller's token has the scope of the action.</summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeAttribute requirement)
    {
        if (context.User.HasClaim(TokenAuthenticationHandler.ScopeClaim, requirement.Scope)
            || context.User.HasClaim(TokenAuthenticationHandler.ScopeClaim, Scope.All))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
