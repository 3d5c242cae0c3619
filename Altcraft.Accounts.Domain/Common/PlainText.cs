using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// The rules of all text parameters (contract, section 4): trimmed, NFC-normalised, free of control characters, lone surrogates and
/// characters that XML 1.0 does not allow. Lengths count Unicode characters (code points), as PostgreSQL does.
/// </summary>
public static class PlainText
{
    // Unicode's stream-safe text format (UAX #15): no language needs more, and sorting n marks takes n² steps.
    private const int MaxMarks = 30;

    /// <summary>Trims and normalises text, or returns the reason why it is rejected.</summary>
    public static bool TryNormalize(string raw, out string text, out Problem problem)
    {
        text = raw.Trim();
        problem = default;
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f'))
        {
            return true;
        }

        var marks = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                problem = Refuse((int)text[i], "a lone surrogate");
                return false;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.Control)
            {
                problem = Refuse(rune.Value, "a control character");
                return false;
            }

            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            if (marks > MaxMarks)
            {
                problem = Refuse(rune.Value, $"more than {MaxMarks} combining marks in a row");
                return false;
            }

            if (rune.Value is 0xFFFE or 0xFFFF)
            {
                problem = Refuse(rune.Value, "a character that XML cannot carry");
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        text = text.Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>The length of a text in Unicode characters.</summary>
    public static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>Returns a problem if normalised text is longer than allowed.</summary>
    public static Problem? AtMost(string text, int most) => text.Length > most && Length(text) is var length && length > most
        ? new Problem(ErrorCodes.TooLong, $"must have at most {most} characters; it has {length}.")
        : null;

    private static Problem Refuse(int character, string what) => new(
        ErrorCodes.BadCharacter,
        $"contains {what} (U+{character:X4}); remove it.");
}
