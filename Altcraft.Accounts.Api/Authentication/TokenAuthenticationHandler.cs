using System.Security.Claims;
using System.Text.Encodings.Web;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>
/// Authenticates the caller by the header <c>Authorization: Bearer</c> or by the parameter <c>token</c> of the body, which is read here
/// (contract, section 3). The token in the header is checked before the body is parsed.
/// </summary>
internal sealed class TokenAuthenticationHandler(
    TokenAuthenticator authenticator,
    RequestContext request,
    WrongTokenLimiter limiter,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";
    public const string ScopeClaim = "scope";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<AuthorizeAttribute>() is null)
        {
            return AuthenticateResult.NoResult();
        }

        var inHeader = TokenInHeader();
        var caller = inHeader is null ? null : await authenticator.FindCallerAsync(inHeader, Context.RequestAborted);
        RequestBody body;
        try
        {
            body = ApiContext.Of(Context).Body = await BodyBytes.ReadAsync(Context, isKnown: caller is not null);
        }
        catch (AccountsException) when (inHeader is not null && caller is null)
        {
            // The token comes before any other problem; the body was only read for the format of the answer.
            return AuthenticateResult.NoResult();
        }

        if (inHeader is null && body.Token is { Length: > 0 } inBody)
        {
            caller = await authenticator.FindCallerAsync(inBody, Context.RequestAborted);
        }
        else if (body.Token is { Length: > 0 } other && other != inHeader)
        {
            caller = null;
        }

        request.Caller = caller;
        return caller is null
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(caller), SchemeName));
    }

    /// <summary>401, or 429 when the address has sent too many wrong tokens. Every wrong token gets the same answer.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var body = ApiContext.Of(Context).Body;

        // A request without a token is not a guess, so it is not counted.
        if ((Request.Headers.Authorization.Count > 0 || body?.Token is { Length: > 0 })
            && !limiter.TryCount(Context.Connection.RemoteIpAddress, out var retryAfter))
        {
            throw new AccountsException(Failure.TooManyRequests) { RetryAfter = retryAfter };
        }

        // The token may follow the place where the body became unreadable, so the answer reports that place.
        throw body is { Unreadable: { } unreadable, Token: null } && TokenInHeader() is null
            ? new AccountsException(Failure.TokenRequired, unreadable)
            : new AccountsException(Failure.TokenRequired);
    }

    /// <summary>403: the token lacks the scope.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()!.Metadata.GetMetadata<ScopeAttribute>()!.Scope;
        throw new AccountsException(
            Failure.Forbidden,
            new Error(null, ErrorCodes.Forbidden, $"The token \"{request.Caller!.TokenName}\" lacks the scope \"{scope}\"."));
    }

    private static ClaimsPrincipal Principal(Caller caller) =>
        new(new ClaimsIdentity(caller.Scopes.Select(scope => new Claim(ScopeClaim, scope)), SchemeName));

    // Two different tokens never match a stored one.
    private string? TokenInHeader()
    {
        string? token = null;
        foreach (var header in Request.Headers.Authorization)
        {
            if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var presented = header[Bearer.Length..].Trim();
            token = token is null || token == presented ? presented : string.Empty;
        }

        return token;
    }
}
