using System.Globalization;
using System.Text;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The login name of an account (users sign in as <c>user@name</c>): 1–64 letters, marks, digits, spaces and <c>. _ -</c>, at least one
/// letter or digit, no word of several alphabets (contract, section 5). Names with the same <see cref="TextKey"/> are equal.
/// </summary>
public static class AccountName
{
    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>A regular expression that every name matches (ECMA-262, Unicode): its characters, a letter or digit among them.</summary>
    public const string Pattern = @"^[\p{L}\p{M}\p{Nd} ._-]*[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} ._-]*$";

    /// <summary>Returns the reason why normalised text cannot be the name of an account, or <see langword="null"/>.</summary>
    public static Problem? Check(string name) =>
        PlainText.CheckName(name) ?? CheckCharacters(name) ?? PlainText.AtMost(name, MaxLength) ?? Alphabets.CheckWords(name);

    private static Problem? CheckCharacters(string name)
    {
        var hasLetterOrDigit = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '@')
            {
                return new Problem(
                    ErrorCodes.BadCharacter,
                    "must not contain \"@\": users sign in as user@name, send only the part behind the \"@\".");
            }

            var isLetterOrDigit = IsLetterOrDigit(rune);
            hasLetterOrDigit |= isLetterOrDigit;
            if (!isLetterOrDigit && !IsSignOrMark(rune))
            {
                return new Problem(
                    ErrorCodes.BadCharacter,
                    $"must not contain {Quoted.Of(rune.ToString())}: use letters, digits, spaces and . _ - only.");
            }
        }

        return hasLetterOrDigit ? null : new Problem(ErrorCodes.BadValue, "must have at least one letter or digit.");
    }

    private static bool IsLetterOrDigit(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    private static bool IsSignOrMark(Rune rune) => rune.IsAscii
        ? rune.Value is ' ' or '.' or '_' or '-'
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
