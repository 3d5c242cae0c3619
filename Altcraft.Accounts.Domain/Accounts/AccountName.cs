using System.Globalization;
using System.Text;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The login name of an account (users sign in as <c>user@name</c>): 1–64 letters, marks, digits, spaces and <c>. _ -</c> (contract,
/// section 5). Names with the same <see cref="TextKey"/> are equal.
/// </summary>
public static class AccountName
{
    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The characters of a name, as a regular expression (ECMA-262, Unicode).</summary>
    public const string Pattern = @"^[\p{L}\p{M}\p{Nd} ._-]+$";

    /// <summary>Returns the reason why normalised text cannot be the name of an account, or <see langword="null"/>.</summary>
    public static Problem? Check(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '@')
            {
                return new Problem(
                    ErrorCodes.BadCharacter,
                    "must not contain \"@\": users sign in as user@name, send only the part behind the \"@\".");
            }

            if (!IsAllowed(rune))
            {
                return new Problem(
                    ErrorCodes.BadCharacter,
                    $"must not contain {Quoted.Of(rune.ToString())}: use letters, digits, spaces and . _ - only.");
            }
        }

        return PlainText.AtMost(name, MaxLength);
    }

    private static bool IsAllowed(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is ' ' or '.' or '_' or '-'
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber;
}
