using System.Text;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>A value as a message may show it: in quotation marks, one line, cut to a readable length, tokens masked.</summary>
public static partial class Quoted
{
    private const int LongestShown = 80;

    /// <summary>The value for a message.</summary>
    public static string Of(string value) => $"\"{Shown(value)}\"";

    /// <summary>The value without quotation marks, otherwise as a message shows it.</summary>
    public static string Shown(string value)
    {
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in MaskTokens(value).EnumerateRunes())
        {
            if (++count > LongestShown)
            {
                shown.Append('…');
                break;
            }

            shown.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>Text with whatever looks like an API token in it made unusable, in case somebody has put one where none belongs.</summary>
    public static string MaskTokens(string text) =>
        text.Contains("aat_", StringComparison.OrdinalIgnoreCase) ? Token().Replace(text, "aat_***") : text;

    [GeneratedRegex("aat_[A-Za-z0-9_-]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
