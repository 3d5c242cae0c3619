using Altcraft.Accounts.Api.Defences;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Common;
using Microsoft.Extensions.Primitives;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Between the body and the controller: the token is checked before any other problem of the request is told (contract, section 3),
/// then what stands beside the parameters: the URL and the Idempotency-Key.
/// </summary>
internal sealed class RequestGate(TokenAuthenticator authenticator, WrongTokens wrongTokens, RequestContext request)
{
    private const string Bearer = "Bearer ";

    /// <summary>Lets a request pass, with its caller known.</summary>
    /// <param name="http">Where it came in.</param>
    /// <param name="parameters">What was read of its body.</param>
    /// <param name="command">What the endpoint sends for it.</param>
    /// <exception cref="AccountsException">401, 403, 429: the token; 400: the body or the headers.</exception>
    public async ValueTask PassAsync(HttpContext http, WireRequest parameters, Type command)
    {
        var wire = WireContext.Of(http);
        request.Caller = await AuthenticateAsync(http, wire);
        wire.TokenId = request.Caller.TokenId;

        if (wire.Unreadable is { } unreadable)
        {
            // No command comes of it, so the pipeline does not get to say first that the scope is missing (decision 0002).
            CommandScopes.Require(request.Caller, command);
            throw new AccountsException(Failure.IncorrectRequest, unreadable);
        }

        CheckUrl(http.Request.Query);
        request.IdempotencyKey = IdempotencyHeader.Read(http.Request, request.Caller, parameters, request.Problems);
    }

    private async Task<Caller> AuthenticateAsync(HttpContext http, WireContext wire)
    {
        try
        {
            return await authenticator.AuthenticateAsync(PresentedToken(http.Request, wire), http.RequestAborted);
        }
        catch (AccountsException refusal) when (refusal.Failure == Failure.TokenRequired && IsAnyPresented(http.Request, wire))
        {
            if (wrongTokens.Note(http.Connection.RemoteIpAddress) is { } wait)
            {
                throw new AccountsException(Failure.TooManyRequests) { RetryAfter = wait };
            }

            throw;
        }
    }

    // A request without a token guesses nothing, so it is not counted.
    private static bool IsAnyPresented(HttpRequest request, WireContext wire) =>
        request.Headers.Authorization.Count > 0 || wire.TokenParameter is { Length: > 0 };

    private static string? PresentedToken(HttpRequest request, WireContext wire)
    {
        string? token = null;
        foreach (var header in request.Headers.Authorization)
        {
            if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var presented = header[Bearer.Length..].Trim();
            if (token is not null && token != presented)
            {
                return null;
            }

            token = presented;
        }

        var inBody = wire.TokenParameter is { Length: > 0 } parameter ? parameter : null;
        return token is not null && inBody is not null && token != inBody ? null : token ?? inBody;
    }

    // The only parameter a URL can have is the format; a token there would end up in the logs of every proxy.
    private void CheckUrl(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (name == "token")
            {
                request.Problems.Add(new Error(
                    "token", ErrorCodes.Unknown, "a token in the URL is never accepted, and others may have seen it there: revoke it."));
            }
            else if (name != "format")
            {
                request.Problems.Add(new Error(
                    name,
                    ErrorCodes.Unknown,
                    $"unknown parameter {Quoted.Of(name)} in the URL: parameters go into the body, only format may stand in the URL."));
            }
            else
            {
                CheckFormat(values);
            }
        }
    }

    private void CheckFormat(StringValues values)
    {
        if (values.Count > 1)
        {
            request.Problems.Add(new Error("format", ErrorCodes.Repeated, "format is given more than once: send it once."));
        }
        else if (WireFormat.Named(values.ToString()) is null)
        {
            request.Problems.Add(new Error("format", ErrorCodes.BadValue, $"format must be json or xml; it is {Quoted.Of(values.ToString())}."));
        }
    }
}
