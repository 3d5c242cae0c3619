using System.Text;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>Prepares values for messages: on one line, cut to a readable length, with tokens masked.</summary>
public static partial class Quoted
{
    private const int MaxShownLength = 80;

    /// <summary>The value in quotation marks.</summary>
    public static string Of(string value) => $"\"{Shown(value)}\"";

    /// <summary>The value without quotation marks.</summary>
    /// <param name="maxLength">How many characters are shown at most.</param>
    public static string Shown(string value, int maxLength = MaxShownLength)
    {
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in MaskTokens(value).EnumerateRunes())
        {
            if (++count > maxLength)
            {
                shown.Append('…');
                break;
            }

            shown.Append(IsUnsafe(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>Masks everything that looks like an API token, in case one was sent in the wrong place.</summary>
    public static string MaskTokens(string text) =>
        text.Contains("aat_", StringComparison.OrdinalIgnoreCase) ? Token().Replace(text, "aat_***") : text;

    // What breaks the line or XML, turns the rest of the sentence around, or is not seen. What emoji are made of stays.
    private static bool IsUnsafe(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFE or 0xFFFF
        || (UnicodeProperties.IsDefaultIgnorable(rune) && !UnicodeProperties.IsJoinControl(rune) && !UnicodeProperties.IsVariationSelector(rune));

    [GeneratedRegex("aat_[A-Za-z0-9_-]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
