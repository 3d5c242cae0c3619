using System.Net.Http.Headers;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>A format of a body and its media type (contract, section 1).</summary>
public sealed record WireFormat(bool IsXml, string MediaType)
{
    /// <summary>JSON.</summary>
    public static WireFormat Json { get; } = new(false, "application/json");

    /// <summary>XML.</summary>
    public static WireFormat Xml { get; } = new(true, "application/xml");

    /// <summary>XML under its older media type.</summary>
    public static WireFormat TextXml { get; } = new(true, "text/xml");

    /// <summary>The values of the parameter <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["json", "xml"];

    /// <summary>The <c>Content-Type</c> of an answer.</summary>
    public string ContentType { get; } = MediaType + "; charset=utf-8";

    /// <summary>The format named by the parameter <c>format</c>, if any.</summary>
    public static WireFormat? Named(string? name) => name switch
    {
        "json" => Json,
        "xml" => Xml,
        _ => null,
    };

    /// <summary>The format of a media type, if any; <c>+json</c> and <c>+xml</c> count, wildcards do not.</summary>
    /// <param name="mediaType">Without parameters.</param>
    public static WireFormat? OfMediaType(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        "application/json" or "text/json" => Json,
        "application/xml" => Xml,
        "text/xml" => TextXml,
        { } other when other.EndsWith("+json", StringComparison.Ordinal) => Json,
        { } other when other.EndsWith("+xml", StringComparison.Ordinal) => Xml,
        _ => null,
    };

    /// <summary>The format of a request's body; <see langword="null"/> when it is not supported or not UTF-8.</summary>
    public static WireFormat? OfContentType(string? contentType)
    {
        // Some clients send an empty parameter, which is not well-formed.
        var parts = contentType?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (!MediaTypeHeaderValue.TryParse(string.Join(';', parts), out var type) || type.MediaType is not { } mediaType
            || (type.CharSet is { } charset && !IsUtf8(charset.Trim('"'))))
        {
            return null;
        }

        return mediaType.ToLowerInvariant() is "application/json" or "application/xml" or "text/xml" ? OfMediaType(mediaType) : null;
    }

    /// <summary>Says what was sent instead of a supported body (contract, section 1: 415).</summary>
    public static Error Unsupported(string? contentType, string? contentEncoding = null)
    {
        var sent = !string.IsNullOrEmpty(contentEncoding) ? $"Content-Encoding is {Quoted.Of(contentEncoding)}"
            : string.IsNullOrEmpty(contentType) ? "there is no Content-Type"
            : $"Content-Type is {Quoted.Of(contentType)}";
        return new Error(
            null, ErrorCodes.BadValue, $"{sent}; send application/json, application/xml or text/xml, in UTF-8 and not compressed.");
    }

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
