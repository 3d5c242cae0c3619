using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>What came back over the socket.</summary>
/// <param name="Status">The status; 0 when the connection was closed without an answer.</param>
/// <param name="Headers">Name in lower case, value.</param>
/// <param name="Body">The body, chunks put together.</param>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault();

    /// <summary>Reads what a connection held; an interim answer before it is passed over.</summary>
    public static RawAnswer Of(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return new RawAnswer(0, [], bytes.ToArray());
            }

            var lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
            var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
            bytes = bytes[(end + 4)..];
            if (status >= 200)
            {
                return new RawAnswer(status, [.. lines.Skip(1).Select(Split)], Unchunked(bytes, lines));
            }
        }
    }

    public override string ToString() =>
        $"{Status} {string.Join(", ", Headers.Select(header => $"{header.Name}={header.Value}"))} {Encoding.UTF8.GetString(Body)}";

    private static (string Name, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim());
    }

    private static byte[] Unchunked(ReadOnlySpan<byte> bytes, string[] lines)
    {
        if (!lines.Any(line => line.StartsWith("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)))
        {
            return bytes.ToArray();
        }

        var body = new List<byte>();
        while (bytes.IndexOf("\r\n"u8) is var end and > 0)
        {
            var length = int.Parse(Encoding.ASCII.GetString(bytes[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(bytes.Slice(end + 2, length));
            bytes = bytes[(end + 4 + length)..];
        }

        return [.. body];
    }
}
