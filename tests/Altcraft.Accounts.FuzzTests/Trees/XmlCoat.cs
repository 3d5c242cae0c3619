using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>
/// Writes a tree as the XML that means the same (contract, section 4). Style 0 is plain; any other chooses between what XML has more
/// than one spelling for: CDATA, character references, comments, instructions, repeated elements, white space.
/// </summary>
internal sealed class XmlCoat
{
    private const int MostRepeated = 100;

    private readonly StringBuilder _xml = new();
    private readonly Random? _random;

    private XmlCoat(int style) => _random = style == 0 ? null : new Random(style);

    /// <summary>Writes a body.</summary>
    /// <param name="root">The parameters.</param>
    /// <param name="style">0 is plain.</param>
    /// <param name="isArray">Whether a parameter is an array, so that its element may be repeated.</param>
    public static string Write(Members root, int style, Func<string, bool> isArray)
    {
        var coat = new XmlCoat(style);
        if (coat.Chance(4))
        {
            coat._xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }

        var name = coat.Chance(4) ? "request" : "xml";
        coat._xml.Append(CultureInfo.InvariantCulture, $"<{name} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        foreach (var (member, value) in root.Items)
        {
            coat.Pause();
            if (value is Many { Items: { Count: > 0 and <= MostRepeated } items } && isArray(member) && items.All(IsPlain) && coat.Chance(2))
            {
                foreach (var item in items)
                {
                    coat.Element(member, item);
                }
            }
            else
            {
                coat.Element(member, value);
            }
        }

        coat.Pause();
        coat._xml.Append(CultureInfo.InvariantCulture, $"</{name}>");
        return coat._xml.ToString();
    }

    // An empty or nil item is told by its number in an array, which repeated elements do not have.
    private static bool IsPlain(Tree item) => item is Number or Truth || (item is Text text && !string.IsNullOrWhiteSpace(text.Value));

    private void Element(string name, Tree value)
    {
        switch (value)
        {
            case Nil:
                _xml.Append(CultureInfo.InvariantCulture, $"<{name} xsi:nil=\"{(Chance(2) ? "1" : "true")}\"");
                _xml.Append(Chance(2) ? $"></{name}>" : "/>");
                break;
            case Members members:
                Open(name, string.Empty);
                foreach (var (member, inner) in members.Items)
                {
                    Pause();
                    Element(member, inner);
                }

                Close(name);
                break;
            case Many many:
                Open(name, Chance(2) ? " array=\"1\"" : " array=\"true\"");
                foreach (var item in many.Items)
                {
                    Pause();
                    Element(Chance(2) ? "i" : "item", item);
                }

                Close(name);
                break;
            case Text { Value: "" } when !Chance(2):
                _xml.Append(CultureInfo.InvariantCulture, $"<{name}/>");
                break;
            default:
                Open(name, string.Empty);
                Characters(value switch
                {
                    Text text => text.Value,
                    Number number => number.Digits,
                    _ => ((Truth)value).Value ? "true" : "false",
                });
                Close(name);
                break;
        }
    }

    private void Open(string name, string attributes) => _xml.Append(CultureInfo.InvariantCulture, $"<{name}{attributes}>");

    private void Close(string name) => _xml.Append(CultureInfo.InvariantCulture, $"</{name}>");

    private void Characters(string text)
    {
        // A reader of XML turns a carriage return that is not escaped into a line feed.
        if (Chance(5) && !text.Contains("]]>", StringComparison.Ordinal) && !text.Contains('\r'))
        {
            _xml.Append(CultureInfo.InvariantCulture, $"<![CDATA[{text}]]>");
            return;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '&' or '<' or '>' or '\r' || Chance(10))
            {
                _xml.Append(CultureInfo.InvariantCulture, $"&#x{rune.Value:x};");
            }
            else
            {
                _xml.Append(rune.ToString());
            }

            if (Chance(30))
            {
                _xml.Append(Chance(2) ? "<!-- nothing -->" : "<?nothing at all?>");
            }
        }
    }

    // Between elements, where it means nothing.
    private void Pause()
    {
        if (Chance(5))
        {
            _xml.Append(Chance(2) ? " \t\r\n" : "<!-- & nothing -->");
        }
    }

    private bool Chance(int oneIn) => _random?.Next(oneIn) == 0;
}
