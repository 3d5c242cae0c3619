using System.Xml;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>
/// Errors about unreadable bodies: the reason, the position and the remedy. The parsers' own messages are not used: they mention settings
/// and quote the body.
/// </summary>
internal static class UnreadableBody
{
    private const string NotWellFormed =
        "it is not well-formed: close each element by its own name, write &amp; and &lt; for & and < in text, and leave control characters out.";

    private static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    /// <summary>The body is not UTF-8.</summary>
    /// <param name="valid">What is, up to the first byte that is not.</param>
    public static Error NotUtf8(ReadOnlySpan<byte> valid) => Of($"The body is not UTF-8{Place(valid)}: encode all of it as UTF-8.");

    public static Error NotAnObject() => Of("The body must be a JSON object: {\"name\": …}.");

    /// <summary>The body is not valid JSON.</summary>
    public static Error NotJson(ReadOnlySpan<byte> json, JsonException exception)
    {
        if (json.Trim(Blank).IsEmpty)
        {
            return Of("The body is empty: send {} if there are no parameters.");
        }

        var place = Place((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1);
        return Of(Classify(json) switch
        {
            JsonMistake.TooDeep => $"The body is nested deeper than {RequestBody.MaxDepth} levels{place}: no parameter is.",
            JsonMistake.CutShort => $"The body is not valid JSON{place}: it ends before every bracket and quotation mark is closed.",
            _ => $"The body is not valid JSON{place}: look for a comma, colon, bracket or quotation mark that is missing or too many.",
        });
    }

    /// <summary>The body is not XML, or its XML has no meaning here.</summary>
    public static Error NotXml(ReadOnlySpan<byte> xml, XmlException exception)
    {
        if (xml.Trim(Blank).IsEmpty)
        {
            return Of("The body is empty: send <xml/> if there are no parameters.");
        }

        if (exception is XmlRefusedException refused)
        {
            return NotXml(Place(exception.LineNumber, exception.LinePosition), $"{refused.Reason}.");
        }

        var rest = BehindProlog(xml);
        if (rest.StartsWith("<!DOCTYPE"u8))
        {
            return NotXml(Place(xml[..^rest.Length]), "a document type declaration (<!DOCTYPE …>) is not accepted: leave it out.");
        }

        return rest.IsEmpty
            ? NotXml(string.Empty, "there is no element in it: send <xml/> if there are no parameters.")
            : NotXml(exception.LineNumber > 0 ? Place(exception.LineNumber, exception.LinePosition) : string.Empty, NotWellFormed);
    }

    private static Error NotXml(string place, string reason) => Of($"The body cannot be read as XML{place}: {reason}");

    // Skips what may precede a document type declaration, for which the reader reports no position.
    private static ReadOnlySpan<byte> BehindProlog(ReadOnlySpan<byte> xml)
    {
        while (true)
        {
            xml = xml.TrimStart(Blank);
            var end = xml.StartsWith("<!--"u8) ? "-->"u8 : xml.StartsWith("<?"u8) ? "?>"u8 : default;
            var at = end.IsEmpty ? -1 : xml.IndexOf(end);
            if (at < 0)
            {
                return xml;
            }

            xml = xml[(at + end.Length)..];
        }
    }

    private static JsonMistake Classify(ReadOnlySpan<byte> json)
    {
        try
        {
            // One more level, and as if more data followed: this tells the two other mistakes apart from a syntax error.
            var reader = new Utf8JsonReader(
                json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = RequestBody.MaxDepth + 1 }));
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray, CurrentDepth: RequestBody.MaxDepth })
                {
                    return JsonMistake.TooDeep;
                }
            }

            return JsonMistake.CutShort;
        }
        catch (JsonException)
        {
            // The first exception carries the position.
            return JsonMistake.Syntax;
        }
    }

    private static string Place(ReadOnlySpan<byte> before)
    {
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return Place(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
    }

    private static string Place(long line, long position) => $" (line {line}, position {position})";

    private static Error Of(string message) => new(null, ErrorCodes.Unreadable, message);
}

/// <summary>The reason why a JSON reader stopped.</summary>
internal enum JsonMistake
{
    /// <summary>The text is not JSON.</summary>
    Syntax,

    /// <summary>The JSON is valid but incomplete.</summary>
    CutShort,

    /// <summary>It is nested deeper than allowed.</summary>
    TooDeep,
}
