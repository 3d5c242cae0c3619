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
        // A spreadsheet would run these as a formula. With the apostrophe they are text.
        var text = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
        if (text.IndexOfAny(Quoted) < 0)
        {
            target.Append(text);
            return;
        }

        target.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
