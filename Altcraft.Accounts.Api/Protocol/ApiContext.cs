using Altcraft.Accounts.Api.Binding;
using Microsoft.Net.Http.Headers;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The API's own state of an HTTP request, stored as a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class ApiContext
{
    /// <summary>The body, once read.</summary>
    public RequestBody? Body { get; set; }

    /// <summary>The endpoint's parameters, once known. They give the order of problems.</summary>
    public ParameterTable? Parameters { get; set; }

    /// <summary>The <c>error</c> of the answer, for the log and the metrics.</summary>
    public int ErrorCode { get; set; }

    /// <summary>Whether the request was rejected because of overload. Such requests get no log line of their own.</summary>
    public bool IsRejected { get; set; }

    public static ApiContext Of(HttpContext context)
    {
        if (context.Features.Get<ApiContext>() is { } known)
        {
            return known;
        }

        var api = new ApiContext();
        context.Features.Set(api);
        return api;
    }

    /// <summary>The format of the answer, from the first of the contract's four sources that names one (section 1).</summary>
    public WireFormat AnswerFormat(HttpRequest request) =>
        WireFormat.Named(Body?.Format)
        ?? (request.Query["format"] is [var name] ? WireFormat.Named(name) : null)
        ?? OfAccept(request)
        ?? WireFormat.OfMediaType(request.ContentType?.Split(';')[0].Trim())
        ?? WireFormat.Json;

    private static WireFormat? OfAccept(HttpRequest request)
    {
        WireFormat? best = null;
        var bestQuality = 0.0;
        if (request.Headers.Accept.Count > 0 && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            foreach (var type in accepted)
            {
                var quality = type.Quality ?? 1.0;
                if (quality > bestQuality && WireFormat.OfMediaType(type.MediaType.Value) is { } format)
                {
                    (best, bestQuality) = (format, quality);
                }
            }
        }

        return best;
    }
}
