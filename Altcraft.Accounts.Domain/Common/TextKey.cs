using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// What names are compared by: Unicode-normalised, case-folded text (contract, section 4). Stored beside the name under a
/// unique index, so it must never change with the framework or the operating system: the folding table is our own resource.
/// </summary>
public static class TextKey
{
    private static readonly Lazy<FrozenDictionary<Rune, string>> Folding = new(ReadFolding);

    /// <summary>The key of a text: equal keys mean equal names.</summary>
    /// <param name="text">Text that <see cref="PlainText"/> has accepted.</param>
    public static string Of(string text)
    {
        var trimmed = text.Trim();
        if (Ascii.IsValid(trimmed))
        {
            return trimmed.ToLowerInvariant();
        }

        // Canonical caseless matching folds the decomposed form: precomposed and combining spellings must meet.
        var folded = new StringBuilder(trimmed.Length + 8);
        foreach (var rune in trimmed.Normalize(NormalizationForm.FormD).EnumerateRunes())
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
                folded.Append(rune.ToString());
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
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
