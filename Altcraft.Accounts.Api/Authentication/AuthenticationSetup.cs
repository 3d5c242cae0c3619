using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>Registers tokens and scopes with ASP.NET Core's authentication and authorisation.</summary>
internal static class AuthenticationSetup
{
    public static void AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<WrongTokenLimiter>();
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        services.AddAuthentication(TokenAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthenticationHandler>(TokenAuthenticationHandler.SchemeName, null);
        services.AddAuthorization();
    }
}
