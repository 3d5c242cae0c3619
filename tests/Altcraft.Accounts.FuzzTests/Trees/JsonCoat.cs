using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>Writes a tree as JSON. Style 0 is plain; any other puts in white space and escapes that change nothing.</summary>
internal static class JsonCoat
{
    public static string Write(Tree tree, int style)
    {
        var json = new StringBuilder();
        Write(tree, json, style == 0 ? null : new Random(style));
        return json.ToString();
    }

    private static void Write(Tree tree, StringBuilder json, Random? random)
    {
        Space(json, random);
        switch (tree)
        {
            case Text text:
                WriteText(text.Value, json, random);
                break;
            case Number number:
                json.Append(number.Digits);
                break;
            case Truth truth:
                json.Append(truth.Value ? "true" : "false");
                break;
            case Many many:
                WriteMany('[', many.Items, item => Write(item, json, random), ']', json);
                break;
            case Members members:
                WriteMany('{', members.Items, item => WriteMember(item, json, random), '}', json);
                break;
            default:
                json.Append("null");
                break;
        }

        Space(json, random);
    }

    private static void WriteMember((string Name, Tree Value) member, StringBuilder json, Random? random)
    {
        Space(json, random);
        WriteText(member.Name, json, random);
        Space(json, random);
        json.Append(':');
        Write(member.Value, json, random);
    }

    private static void WriteMany<T>(char open, IReadOnlyList<T> items, Action<T> write, char close, StringBuilder json)
    {
        json.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                json.Append(',');
            }

            write(items[i]);
        }

        json.Append(close);
    }

    private static void WriteText(string text, StringBuilder json, Random? random)
    {
        json.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\' or < ' ' || random?.Next(8) == 0)
            {
                foreach (var unit in rune.ToString())
                {
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                }
            }
            else
            {
                json.Append(rune.ToString());
            }
        }

        json.Append('"');
    }

    private static void Space(StringBuilder json, Random? random)
    {
        if (random?.Next(6) == 0)
        {
            json.Append(" \t\r\n"[random.Next(4)]);
        }
    }
}
