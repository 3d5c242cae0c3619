using System.Globalization;
using System.Text;

namespace LoadGenerator;

/// <summary>
/// The bytes of one request, ready to send, with fields of a fixed width in which only digits change from request to
/// request: so the length never changes and nothing is built while the clock runs.
/// </summary>
internal sealed class RequestTemplate
{
    /// <summary>Where a number goes: ten digits, with zeros (in a text) or spaces (a JSON number) before them.</summary>
    public const string ZeroPadded = "##########";

    public const string SpacePadded = "~~~~~~~~~~";

    private readonly byte[] _bytes;
    private readonly (int At, byte Padding)[] _fields;

    private RequestTemplate(byte[] bytes)
    {
        _bytes = bytes;
        var text = Encoding.Latin1.GetString(bytes);
        var fields = new List<(int, byte)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (string.CompareOrdinal(text, at, ZeroPadded, 0, 10) == 0)
                fields.Add((at, (byte)'0'));
            else if (string.CompareOrdinal(text, at, SpacePadded, 0, 10) == 0)
                fields.Add((at, (byte)' '));
            else
                continue;
            at += 9;
        }

        _fields = [.. fields];
    }

    public static RequestTemplate Post(Uri server, string path, string contentType, string? token, string body)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST {path} HTTP/1.1
            Host: {server.Authority}
            {authorization}Content-Type: {contentType}
            Content-Length: {Encoding.UTF8.GetByteCount(body)}


            """).ReplaceLineEndings("\r\n");
        return new RequestTemplate(Encoding.UTF8.GetBytes(head + body));
    }

    /// <summary>A copy of its own for each connection: the fields are written in place.</summary>
    public RequestTemplate Clone() => new((byte[])_bytes.Clone());

    /// <summary>Writes the number into every field and hands the request out.</summary>
    public ReadOnlySpan<byte> With(long number)
    {
        foreach (var (at, padding) in _fields)
        {
            var rest = number;
            for (var i = at + 9; i >= at; i--, rest /= 10)
                _bytes[i] = rest == 0 && i < at + 9 ? padding : (byte)('0' + (rest % 10));
        }

        return _bytes;
    }
}
