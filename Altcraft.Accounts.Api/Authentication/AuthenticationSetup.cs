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

        // AddAuthentication would add data protection, which writes its keys to the home directory. Nothing here encrypts a cookie.
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
