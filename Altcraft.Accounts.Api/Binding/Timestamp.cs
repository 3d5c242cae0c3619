using System.Globalization;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>A date and time on the wire: RFC 3339, with an offset.</summary>
internal static class Timestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string text, out DateTimeOffset timestamp)
    {
        // K would also take a text without an offset, and read it as the server's local time.
        timestamp = default;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out timestamp);
    }
}
