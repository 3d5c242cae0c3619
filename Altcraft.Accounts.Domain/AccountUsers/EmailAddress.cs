using System.Text;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>
/// One e-mail address as mail systems take it: a local part without quotes (RFC 5322, and RFC 6531 for letters of all languages) and a host
/// name of at least two labels, stored as lower-case ASCII; at most 254 characters (contract, section 12).
/// </summary>
public static class EmailAddress
{
    /// <summary>The maximum length, in characters, as sent and as stored.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPartBytes = 64;
    private const string Example = "; send one address such as \"steve@example.com\".";

    /// <summary>Converts normalised text that is not empty to its stored form.</summary>
    /// <param name="address">The local part as it was sent, and the host name in lower-case ASCII.</param>
    public static bool TryParse(string text, out string address, out Problem problem)
    {
        address = string.Empty;
        problem = default;
        if (PlainText.CheckName(text) is { } invisible)
        {
            problem = invisible;
            return false;
        }

        if (PlainText.AtMost(text, MaxLength) is { } tooLong)
        {
            problem = tooLong;
            return false;
        }

        if (Reason(text, ref address) is { } reason)
        {
            problem = new Problem(ErrorCodes.BadValue, reason + Example);
            return false;
        }

        return true;
    }

    /// <summary>Returns the reason why normalised text that is not empty is not an address, or <see langword="null"/>.</summary>
    public static Problem? Check(string text) => TryParse(text, out _, out var problem) ? null : problem;

    private static string? Reason(string text, ref string address)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return $"must have an \"@\": {Quoted.Of(text)}";
        }

        if (text.AsSpan().ContainsAny(",;<>"))
        {
            return $"must be one address, without a name or other addresses: {Quoted.Of(text)}";
        }

        var local = text[..at];
        if (local.Length == 0 || local.Split('.').Any(string.IsNullOrEmpty) || !local.EnumerateRunes().All(IsAtomText))
        {
            return $"must have letters, digits and signs before the \"@\", and single dots between them: {Quoted.Of(text)}";
        }

        if (Encoding.UTF8.GetByteCount(local) > MaxLocalPartBytes)
        {
            return $"must have at most {MaxLocalPartBytes} bytes before the \"@\"";
        }

        if (HostName.ToDomain(text[(at + 1)..], out var domain) is { } reason)
        {
            return $"has a host name behind the \"@\" that {reason}";
        }

        var whole = $"{local}@{domain}";
        if (whole.Length > MaxLength)
        {
            return $"must have at most {MaxLength} characters, with the host name in ASCII";
        }

        address = whole;
        return null;
    }

    // RFC 5322 "atext" and the dot; RFC 6531 adds all characters beyond ASCII, of which white space is none that anybody types on purpose.
    private static bool IsAtomText(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || ".!#$%&'*+-/=?^_`{|}~".Contains((char)rune.Value)
        : !Rune.IsWhiteSpace(rune);
}
