using System.Text;
using System.Xml;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>Texts that XML 1.0 can carry: JSON can also say other control characters, lone surrogates, U+FFFE and U+FFFF.</summary>
internal static class Texts
{
    private static readonly string[] Awkward =
    [
        "", " ", "\t", "\n", "\r", "\r\n", "\u007f", "\u0085", "\u009f", "\u00a0", "\u2028", "\u2029", "\ufeff", "\u200b", "\u200d", "\u202e", "\ufffd",
        "e\u0301", "\u00e9", "A\u030a", "\u212b", "\u1e9e", "ß", "ſ", "ς", "İ", "ı", "ŉ", "ΐ", "ﬃ", "\u0345", "\u0958", "각", "각", "\ufb2c",
        "𐐀", "𐐨", "😀", "👩‍👩‍👧", "🇷🇺", "\U0010ffff", "\U0001fffe", "\u0300", "\ud7a3", "\ue000", "１２", "٣", "рассылка", "例え",
        "%", "_", "\\", "'", "''", "\"", "--", "; drop table accounts", "$1", "@p", ":name", "{0}", "&amp;", "<a/>", "]]>", "<![CDATA[", "<!--", "&#0;",
        "\\u0000", "null", "true", "false", "0", "1", "-1", "007", "1e3", "1.5", "NaN", "aat_", "9223372036854775807", "9223372036854775808", "xml", "json",
    ];

    private static readonly int[] Lengths = [63, 64, 65, 128, 129, 253, 254, 255, 256, 1001];

    private static Gen<string> Piece { get; } = Gen.Frequency(
        (6, Gen.Choose('a', 'z').Select(letter => ((char)letter).ToString())),
        (2, Gen.Choose(' ', '~').Select(letter => ((char)letter).ToString())),
        (4, Gen.Elements(Awkward)),
        (1, Gen.Choose(0x80, 0xD7FF).Select(letter => ((char)letter).ToString())),
        (1, Gen.Choose(0x10000, 0x10FFFF).Select(letter => new Rune(letter).ToString())));

    /// <summary>Any text, mostly short.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (3, Gen.Elements(Awkward)),
        (6, Piece.ListOf().Select(pieces => string.Concat(pieces)).Resize(12)),
        (1, Gen.Choose(0, 9).SelectMany(length => Piece.Select(piece => Repeated(piece, Lengths[length])))));

    /// <summary>Any name an element can have.</summary>
    public static Gen<string> Name { get; } = Gen.Frequency(
        (3, Gen.Elements("a", "b", "nаme", "Name", "tokens", "x", "ключ", "é", "e\u0301", "_", "a-b", "a.b", "xmlns", "xml", "nil", "array", "名前")),
        (2, Any.Select(text => Valid(text))));

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length));

    private static string Valid(string text)
    {
        var name = string.Concat(text.Where(XmlConvert.IsNCNameChar));
        return name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) ? name : "n" + name;
    }
}
