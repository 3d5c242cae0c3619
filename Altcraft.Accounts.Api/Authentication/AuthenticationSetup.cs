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

        // Without AddAuthentication's data protection: nothing here encrypts a cookie, and its keys would be written to the home directory.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = TokenAuthenticationHandler.SchemeName;
            authentication.AddScheme<TokenAuthenticationHandler>(TokenAuthenticationHandler.SchemeName, null);
        });
        services.AddOptions<AuthenticationSchemeOptions>();
        services.AddWebEncoders();
        services.AddTransient<TokenAuthenticationHandler>();
        services.AddAuthorization();
    }
}
