using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>
/// A telephone number: 5–32 characters, digits, spaces and <c>( ) -</c>, with <c>+</c> only as the first one. What begins with <c>+</c> is
/// stored as <c>+</c> and digits, other numbers as they were sent (contract, section 12).
/// </summary>
public static class PhoneNumber
{
    /// <summary>The minimum length, in characters, as sent and as stored.</summary>
    public const int MinLength = 5;

    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = 32;

    /// <summary>A regular expression that every number matches (ECMA-262).</summary>
    public const string Pattern = "^[+0-9 ()-][0-9 ()-]*[0-9][0-9 ()-]*$";

    /// <summary>The stored form of a number that <see cref="Check"/> accepts.</summary>
    public static string Normalize(string text) => text.StartsWith('+') ? string.Concat("+", Digits(text)) : text;

    /// <summary>Returns the reason why normalised text that is not empty is not a telephone number, or <see langword="null"/>.</summary>
    public static Problem? Check(string text)
    {
        if (PlainText.AtMost(text, MaxLength) is { } tooLong)
        {
            return tooLong;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!(rune.IsAscii && "+0123456789 ()-".Contains((char)rune.Value)))
            {
                return new Problem(ErrorCodes.BadCharacter, $"must not contain {Quoted.Of(rune.ToString())}: use digits, spaces and + ( ) - only.");
            }
        }

        if (text.LastIndexOf('+') > 0)
        {
            return new Problem(ErrorCodes.BadValue, "must have \"+\" only as its first character.");
        }

        return text.Length < MinLength || Normalize(text).Length < MinLength || !text.AsSpan().ContainsAnyInRange('0', '9')
            ? new Problem(ErrorCodes.BadValue, $"must have at least {MinLength} characters, and digits among them: send a number such as \"+44 20 7946 0000\".")
            : null;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
