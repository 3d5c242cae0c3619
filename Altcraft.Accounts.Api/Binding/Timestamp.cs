namespace Altcraft.Accounts.Api.Binding;

/// <summary>A date and time in requests: RFC 3339 with an offset.</summary>
internal static class Timestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string text, out DateTimeOffset timestamp)
    {
        // K alone also accepts a text without an offset and reads it as local time.
        timestamp = default;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out timestamp);
    }
}
