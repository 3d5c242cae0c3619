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
        // Some clients append an empty parameter, which is not well-formed.
        if (!MediaTypeHeaderValue.TryParse(contentType?.TrimEnd(' ', ';'), out var type) || type.MediaType is not { } mediaType
            || (type.CharSet is { } charset && !IsUtf8(charset.Trim('"'))))
        {
            return null;
        }

        return mediaType.ToLowerInvariant() is "application/json" or "application/xml" or "text/xml" ? OfMediaType(mediaType) : null;
    }

    private static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
