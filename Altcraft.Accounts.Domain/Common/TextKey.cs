using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// Folds names for comparison: Unicode-normalised, case-folded text without invisible characters, each run of white space one space
/// (contract, section 4). The key is stored under a unique index, so it must never change with the framework or the operating system. The
/// folding table is therefore an embedded resource.
/// </summary>
public static class TextKey
{
    private static readonly Lazy<FrozenDictionary<Rune, string>> Folding = new(ReadFolding);

    /// <summary>Returns the key of a text. Equal keys mean equal names.</summary>
    /// <param name="text">Text accepted by <see cref="PlainText"/>.</param>
    public static string Of(string text)
    {
        var trimmed = text.Trim();
        var isUnusual = UnicodeProperties.MayBeUnusual(trimmed) || trimmed.Contains("  ", StringComparison.Ordinal);
        if (!isUnusual && Ascii.IsValid(trimmed))
        {
            return trimmed.ToLowerInvariant();
        }

        // Canonical caseless matching folds the decomposed form, so that precomposed and combining spellings match.
        var folded = new StringBuilder(trimmed.Length + 8);
        var isSpaceDue = false;
        foreach (var rune in trimmed.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (isUnusual && UnicodeProperties.IsWhiteSpace(rune))
            {
                isSpaceDue = folded.Length > 0;
                continue;
            }

            if (isUnusual && UnicodeProperties.IsDefaultIgnorable(rune))
            {
                continue;
            }

            if (isSpaceDue)
            {
                folded.Append(' ');
                isSpaceDue = false;
            }

            Append(folded, rune);
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            folded.Append(char.ToLowerInvariant((char)rune.Value));
        }
        else if (Folding.Value.TryGetValue(rune, out var replacement))
        {
            folded.Append(replacement);
        }
        else
        {
            Span<char> utf16 = stackalloc char[2];
            folded.Append(utf16[..rune.EncodeToUtf16(utf16)]);
        }
    }

    private static FrozenDictionary<Rune, string> ReadFolding()
    {
        using var stream = typeof(TextKey).Assembly.GetManifestResourceStream("CaseFolding.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<Rune, string>(1600);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var separator = line.IndexOf(';', StringComparison.Ordinal);
            var folded = line[(separator + 1)..].Split(' ').Select(hex => ToRune(hex).ToString());
            table[ToRune(line.AsSpan(0, separator))] = string.Concat(folded);
        }

        return table.ToFrozenDictionary();
    }

    private static Rune ToRune(ReadOnlySpan<char> hex) =>
        new(int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
