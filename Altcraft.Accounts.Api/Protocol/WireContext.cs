using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Domain.Common;
using Microsoft.Net.Http.Headers;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>What the wire knows of a request: one for each, a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class WireContext
{
    /// <summary>The parameter <c>format</c> of the body, as it was sent.</summary>
    public string? FormatParameter { get; set; }

    /// <summary>The parameter <c>token</c> of the body, as it was sent.</summary>
    public string? TokenParameter { get; set; }

    /// <summary>Why the body could not be read to its end, if so.</summary>
    public Error? Unreadable { get; set; }

    /// <summary>The endpoint's parameters, once its body was bound: the order in which problems are told.</summary>
    public ParameterTable? Parameters { get; set; }

    /// <summary>The ID of the token, for the log.</summary>
    public long? TokenId { get; set; }

    /// <summary>The <c>error</c> of the answer, for the log.</summary>
    public int ErrorCode { get; set; }

    /// <summary>Whether the request was refused for overload: there are too many of them for a line each.</summary>
    public bool IsRefusedUnread { get; set; }

    public static WireContext Of(HttpContext context)
    {
        if (context.Features.Get<WireContext>() is { } known)
        {
            return known;
        }

        var wire = new WireContext();
        context.Features.Set(wire);
        return wire;
    }

    /// <summary>The format to answer in: the first of the contract's four sources that says something (section 1).</summary>
    public WireFormat AnswerFormat(HttpRequest request) =>
        WireFormat.Named(FormatParameter)
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
