using System.Text;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>
/// Writes comma-separated values (RFC 4180) that a spreadsheet opens without harm. These lines are the panel's own, because CsvHelper is
/// larger than the screen that would load it.
/// </summary>
public static class Csv
{
    /// <summary>The byte order mark, by which spreadsheets know UTF-8.</summary>
    public const string Start = "\uFEFF";

    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    /// <summary>Writes one record.</summary>
    public static void AppendRecord(StringBuilder target, IEnumerable<string> cells)
    {
        var separator = string.Empty;
        foreach (var cell in cells)
        {
            target.Append(separator);
            AppendCell(target, cell);
            separator = ",";
        }

        target.Append("\r\n");
    }

    private static void AppendCell(StringBuilder target, string cell)
    {
        var text = Harmless(cell);

        // Excel takes a file that begins with ID for one of another format, and complains.
        if (text.IndexOfAny(Quoted) < 0 && !text.StartsWith("ID", StringComparison.Ordinal))
        {
            target.Append(text);
            return;
        }

        target.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    // What begins like this a spreadsheet would run as a formula. With an apostrophe it is text. In countries where the comma is in numbers,
    // such as Russia, a spreadsheet splits the line at semicolons, whatever is in quotes: what follows one begins a cell, too.
    private static string Harmless(string cell)
    {
        var text = new StringBuilder(cell.Length + 1);
        var isBeginning = true;
        foreach (var character in cell)
        {
            if (isBeginning && Formula.Contains(character, StringComparison.Ordinal))
            {
                text.Append('\'');
            }

            text.Append(character);
            isBeginning = character == ';' || (isBeginning && character == '"');
        }

        return text.ToString();
    }
}
