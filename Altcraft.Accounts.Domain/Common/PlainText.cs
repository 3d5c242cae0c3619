using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// The rules of all text parameters (contract, section 4): trimmed, NFC-normalised, free of control characters, lone surrogates,
/// characters that XML 1.0 does not allow, and invisible characters. Lengths count Unicode characters (code points), as PostgreSQL does.
/// </summary>
public static class PlainText
{
    // Unicode's stream-safe text format (UAX #15): no language needs more, and sorting n marks takes n² steps.
    private const int MaxMarks = 30;

    /// <summary>
    /// Trims and normalises text, or returns the reason why it is rejected. Joiners and variation selectors may stay behind a visible
    /// character, because Persian and emoji need them; <see cref="CheckName"/> rejects them in names.
    /// </summary>
    public static bool TryNormalize(string raw, out string text, out Problem problem)
    {
        text = raw.Trim();
        problem = default;
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f'))
        {
            return true;
        }

        var mayBeInvisible = UnicodeProperties.MayBeUnusual(text);
        var marks = 0;
        Rune? before = null;
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                problem = Refuse((int)text[i], "a lone surrogate");
                return false;
            }

            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            var what = category == UnicodeCategory.Control ? "a control character"
                : marks > MaxMarks ? $"more than {MaxMarks} combining marks in a row"
                : rune.Value is 0xFFFE or 0xFFFF ? "a character that XML cannot carry"
                : mayBeInvisible ? Invisible(rune, before)
                : null;
            if (what is not null)
            {
                problem = Refuse(rune.Value, what);
                return false;
            }

            before = rune;
            i += rune.Utf16SequenceLength;
        }

        text = text.Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>Returns a problem if normalised text that names a thing has an invisible character: two names must not look the same.</summary>
    public static Problem? CheckName(string name)
    {
        if (UnicodeProperties.MayBeUnusual(name))
        {
            foreach (var rune in name.EnumerateRunes())
            {
                if (UnicodeProperties.IsDefaultIgnorable(rune))
                {
                    return Refuse(rune.Value, "an invisible character");
                }
            }
        }

        return null;
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

    private static string? Invisible(Rune rune, Rune? before) => !UnicodeProperties.IsDefaultIgnorable(rune) ? null
        : UnicodeProperties.IsBidiControl(rune) ? "a character that changes the direction of text"
        : UnicodeProperties.IsVariationSelector(rune) && IsVisible(before) ? null
        : UnicodeProperties.IsJoinControl(rune) && (IsVisible(before) || (before is { } form && UnicodeProperties.IsVariationSelector(form))) ? null
        : "an invisible character";

    private static bool IsVisible(Rune? rune) =>
        rune is { } known && !UnicodeProperties.IsDefaultIgnorable(known) && !UnicodeProperties.IsWhiteSpace(known);

    private static Problem Refuse(int character, string what) => new(
        ErrorCodes.BadCharacter,
        $"contains {what} (U+{character:X4}); remove it.");
}
