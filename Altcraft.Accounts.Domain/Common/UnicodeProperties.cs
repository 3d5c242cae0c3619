using System.Buffers;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// Properties of characters as Unicode defines them. The tables are ours, not the runtime's: the keys of names depend on them and are
/// stored, so they must not change with a framework update.
/// </summary>
public static partial class UnicodeProperties
{
    // UTF-16: of characters beyond U+FFFF the first half.
    private static readonly SearchValues<char> Unusual = SearchValues.Create(
        [.. Units(DefaultIgnorables).Concat(Units(WhiteSpaces)).Where(unit => unit != ' ').Distinct()]);

    /// <summary>
    /// Whether text may have a default-ignorable character or white space other than the space. Most text has none, and does not need a look
    /// at each character.
    /// </summary>
    public static bool MayBeUnusual(ReadOnlySpan<char> text) => text.ContainsAny(Unusual);

    /// <summary>Default_Ignorable_Code_Point: invisible, such as U+00AD, U+200B, U+3164 and the variation selectors.</summary>
    public static bool IsDefaultIgnorable(Rune rune) => Has(DefaultIgnorables, rune);

    /// <summary>Bidi_Control: changes the direction of text, such as U+202E. Each of them is default-ignorable, too.</summary>
    public static bool IsBidiControl(Rune rune) => Has(BidiControls, rune);

    /// <summary>White_Space: the space, U+00A0, U+3000 and line breaks, for example.</summary>
    public static bool IsWhiteSpace(Rune rune) => Has(WhiteSpaces, rune);

    /// <summary>Join_Control: the zero-width joiner and non-joiner.</summary>
    public static bool IsJoinControl(Rune rune) => Has(JoinControls, rune);

    /// <summary>Variation_Selector: chooses a form of the character before it, as of an emoji.</summary>
    public static bool IsVariationSelector(Rune rune) => Has(VariationSelectors, rune);

    /// <summary>Latin, Cyrillic or Greek by the property Script, whose letters look alike; <see langword="null"/> for all others.</summary>
    public static string? AlphabetOf(Rune rune) => Has(Cyrillic, rune) ? nameof(Cyrillic)
        : Has(Latin, rune) ? nameof(Latin)
        : Has(Greek, rune) ? nameof(Greek)
        : null;

    /// <summary>Bidi_Class R or AL: a letter of a script that is written from right to left.</summary>
    public static bool IsRightToLeft(Rune rune) => Has(RightToLeft, rune);

    /// <summary>Bidi_Class AN.</summary>
    public static bool IsArabicNumber(Rune rune) => Has(ArabicNumbers, rune);

    /// <summary>Bidi_Class EN.</summary>
    public static bool IsEuropeanNumber(Rune rune) => Has(EuropeanNumbers, rune);

    // Ranges as pairs of their ends: between an even and an odd index is inside.
    private static bool Has(ReadOnlySpan<int> ranges, Rune rune)
    {
        var index = ranges.BinarySearch(rune.Value);
        return index >= 0 || (~index & 1) == 1;
    }

    private static List<char> Units(ReadOnlySpan<int> ranges)
    {
        var units = new List<char>();
        for (var i = 0; i < ranges.Length; i += 2)
        {
            units.AddRange(Enumerable.Range(ranges[i], ranges[i + 1] - ranges[i] + 1).Select(value => char.ConvertFromUtf32(value)[0]));
        }

        return units;
    }
}
