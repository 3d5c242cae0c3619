using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>Latin, Cyrillic and Greek letters look alike: a word of one alphabet with a letter of another poses as a different word.</summary>
public static class Alphabets
{
    /// <summary>Returns a problem if a word of normalised text mixes alphabets. It says which character is which.</summary>
    public static Problem? CheckWords(string text)
    {
        if (Ascii.IsValid(text))
        {
            return null;
        }

        (Rune Letter, string Alphabet)? first = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (UnicodeProperties.AlphabetOf(rune) is { } alphabet)
            {
                first ??= (rune, alphabet);
                if (first.Value.Alphabet != alphabet)
                {
                    return new Problem(
                        ErrorCodes.BadCharacter,
                        $"must not mix alphabets in a word: {Shown(first.Value.Letter)} is {first.Value.Alphabet}, {Shown(rune)} is {alphabet}; "
                        + "write the word in one of them.");
                }
            }
            else if (IsBetweenWords(rune))
            {
                first = null;
            }
        }

        return null;
    }

    // Digits and marks are within a word.
    private static bool IsBetweenWords(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsPunctuation(rune);

    private static string Shown(Rune rune) => $"\"{rune}\" (U+{rune.Value:X4})";
}
