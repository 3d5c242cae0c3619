using System.Text;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>Bytes that were a body once.</summary>
internal static class Bytes
{
    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(true), new UnicodeEncoding(false, false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UTF32Encoding(false, true),
        Encoding.Latin1,
    ];

    // What a reader may trip over: broken UTF-8, and what JSON and XML end, open and nest with.
    private static readonly byte[][] Awkward =
    [
        [0x00], [0xff], [0xfe, 0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xef, 0xbb, 0xbf],
        "\\ud800"u8.ToArray(), "\\udc00\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "\\"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(),
        "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "1e999999999"u8.ToArray(), "-"u8.ToArray(), "//"u8.ToArray(), "/*"u8.ToArray(),
        "<"u8.ToArray(), ">"u8.ToArray(), "</"u8.ToArray(), "&#0;"u8.ToArray(), "&#xD800;"u8.ToArray(), "&#x110000;"u8.ToArray(), "&x;"u8.ToArray(),
        "<!DOCTYPE x [<!ENTITY y \"z\">]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "]]>"u8.ToArray(), "<!--"u8.ToArray(), "--"u8.ToArray(), "<?xml version=\"1.0\"?>"u8.ToArray(),
        "<a:b/>"u8.ToArray(), " xmlns:a=\"\""u8.ToArray(), " xml:space=\"x\""u8.ToArray(), " array=\"true\""u8.ToArray(), " xsi:nil=\"true\""u8.ToArray(),
        "\"token\":null,"u8.ToArray(), "\"format\":\"xml\","u8.ToArray(), "<format>json</format>"u8.ToArray(),
    ];

    /// <summary>Any bytes.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf();

    /// <summary>A body with up to four changes.</summary>
    public static Gen<byte[]> Changed(byte[] body) => Gen.Choose(0, 4).SelectMany(count => Changed(body, count));

    private static Gen<byte[]> Changed(byte[] body, int count) => count == 0
        ? Gen.Constant(body)
        : from start in Gen.Choose(0, body.Length)
          from length in Gen.Choose(0, Math.Min(40, body.Length - start))
          from next in Change(body, start, start + length)
          from rest in Changed(next, count - 1)
          select rest;

    private static Gen<byte[]> Change(byte[] body, int start, int to) => Gen.Frequency(
        (3, Gen.Elements(Awkward).Select(piece => (byte[])[.. body[..start], .. piece, .. body[start..]])),
        (2, Gen.Elements(Awkward).Select(piece => (byte[])[.. body[..start], .. piece, .. body[to..]])),
        (2, Gen.Choose(0, 7).Select(bit => Flipped(body, start, bit))),
        (1, Gen.Constant(body[..start])),
        (1, Gen.Constant((byte[])[.. body[..start], .. body[to..]])),
        (1, Gen.Constant((byte[])[.. body[..to], .. body[start..]])),
        (1, Gen.Frequency((9, Gen.Choose(2, 60)), (1, Gen.Choose(1000, 4000))).Select(times => (byte[])[.. body[..start], .. Enumerable.Repeat(body[start..to], times).SelectMany(piece => piece), .. body[to..]])),
        (1, Gen.Constant((byte[])[.. body[to..], .. body[..start]])),
        (1, Gen.Elements(Encodings).Select(encoding => (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(body))])),
        (1, Any.Resize(20).Select(piece => (byte[])[.. body[..start], .. piece, .. body[to..]])));

    private static byte[] Flipped(byte[] body, int at, int bit)
    {
        byte[] flipped = [.. body];
        if (at < flipped.Length)
        {
            flipped[at] ^= (byte)(1 << bit);
        }

        return flipped;
    }

    /// <summary>Shorter bodies.</summary>
    public static IEnumerable<byte[]> Shrink(byte[] body)
    {
        for (var length = body.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= body.Length; start += length)
            {
                yield return [.. body[..start], .. body[(start + length)..]];
            }
        }
    }
}
