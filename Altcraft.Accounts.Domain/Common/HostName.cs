using System.Globalization;
using System.Net;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>Host names in the characters of any language.</summary>
public static class HostName
{
    /// <summary>The maximum length of a host name in ASCII, in characters.</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Converts a host name to lower-case ASCII (IDNA).</summary>
    /// <returns>The reason why it cannot be converted, or <see langword="null"/>.</returns>
    public static string? ToAscii(string text, out string ascii)
    {
        ascii = string.Empty;
        if (PlainText.CheckName(text) is not null)
        {
            return $"must not have invisible characters: {Quoted.Of(text)}";
        }

        string converted;
        string unicode;
        try
        {
            converted = Idn.GetAscii(text.EndsWith('.') ? text[..^1] : text).ToLowerInvariant();
            unicode = Idn.GetUnicode(converted);
        }
        catch (ArgumentException)
        {
            return $"is not a valid host name: {Quoted.Of(text)}";
        }

        if (PlainText.CheckName(unicode) is not null)
        {
            return $"must not have invisible characters: {Quoted.Of(text)}";
        }

        if (!HasOneOrder(unicode))
        {
            return $"must not mix what is written from right to left with what is not in a label: {Quoted.Of(text)}";
        }

        ascii = converted;
        return null;
    }

    /// <summary>Converts a host name of at least two labels, which is not an IP address, to lower-case ASCII (IDNA).</summary>
    /// <returns>The reason why it is not such a name, or <see langword="null"/>.</returns>
    public static string? ToDomain(string text, out string domain)
    {
        domain = string.Empty;
        if (text.StartsWith('[') || IPAddress.TryParse(text, out _))
        {
            return "must not be an IP address";
        }

        if (text.Length > MaxLength)
        {
            return $"must have at most {MaxLength} characters";
        }

        if (ToAscii(text, out var ascii) is { } reason)
        {
            return reason;
        }

        var labels = ascii.Split('.');
        if (labels.Length < 2)
        {
            return "must have at least two labels";
        }

        if (ascii.Length > MaxLength)
        {
            return $"must have at most {MaxLength} characters, written in ASCII";
        }

        if (!labels.All(IsLabel))
        {
            return $"is not a valid host name: {Quoted.Of(text)}";
        }

        // Clients read a last label of digits as an IPv4 address.
        if (labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.Ordinal))
        {
            return "must not be an IP address";
        }

        domain = ascii;
        return null;
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    // The Bidi rule (RFC 5893, section 2), which IdnMapping does not check: without it a host is not shown in the order of its characters.
    private static bool HasOneOrder(string host)
    {
        return Ascii.IsValid(host) || !host.EnumerateRunes().Any(IsRightToLeft) || host.Split('.').All(HasOneDirection);

        static bool IsRightToLeft(Rune rune) => UnicodeProperties.IsRightToLeft(rune) || UnicodeProperties.IsArabicNumber(rune);
    }

    private static bool HasOneDirection(string label)
    {
        var runes = label.EnumerateRunes().ToList();
        if (runes.Count == 0)
        {
            return false;
        }

        var end = runes.FindLast(rune => !IsNonSpacing(rune));
        var hasArabic = runes.Exists(UnicodeProperties.IsArabicNumber);
        var hasEuropean = runes.Exists(UnicodeProperties.IsEuropeanNumber);
        return UnicodeProperties.IsRightToLeft(runes[0])
            ? !runes.Exists(IsLeftToRight) && !(hasArabic && hasEuropean)
                && (UnicodeProperties.IsRightToLeft(end) || UnicodeProperties.IsArabicNumber(end) || UnicodeProperties.IsEuropeanNumber(end))
            : IsLeftToRight(runes[0]) && !hasArabic && !runes.Exists(UnicodeProperties.IsRightToLeft)
                && (IsLeftToRight(end) || UnicodeProperties.IsEuropeanNumber(end));
    }

    private static bool IsLeftToRight(Rune rune) => !UnicodeProperties.IsRightToLeft(rune) && !IsNumber(rune)
        && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark);

    private static bool IsNumber(Rune rune) => UnicodeProperties.IsArabicNumber(rune) || UnicodeProperties.IsEuropeanNumber(rune);

    private static bool IsNonSpacing(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
