using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>A request as it goes over the socket.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The path with its query, already encoded.</param>
/// <param name="Headers">Beside Host, Connection and Content-Length, which are added.</param>
/// <param name="Body">The body; <see langword="null"/> to send none.</param>
/// <param name="ChunkSize">Sent in chunks of this size; 0 with its length told before.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, int ChunkSize = 0)
{
    public byte[] Bytes()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (Body is not null && ChunkSize > 0)
        {
            head.Append("Transfer-Encoding: chunked\r\n\r\n");
            return [.. Encoding.UTF8.GetBytes(head.ToString()), .. Body.Chunk(ChunkSize).SelectMany(Chunk), .. "0\r\n\r\n"u8];
        }

        if (Body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    private static byte[] Chunk(byte[] part) =>
        [.. Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. part, .. "\r\n"u8];

    /// <summary>The request, so that it can be sent again: what is not plain ASCII as the escapes of <c>printf</c>.</summary>
    public override string ToString() => Printable(Bytes());

    /// <summary>Bytes as the argument of <c>printf</c>.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("printf '");
        foreach (var one in bytes)
        {
            text.Append(one switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'%' => "%%",
                (byte)'\\' or (byte)'\'' or < 0x20 or > 0x7e => string.Create(CultureInfo.InvariantCulture, $"\\x{one:x2}"),
                _ => ((char)one).ToString(),
            });
        }

        return text.Append("' | nc 127.0.0.1 5080").ToString();
    }
}
