using System.Net;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The custom push domain of an account: a host name of at least two labels and at most 253 characters, no scheme, port, path
/// or IP address; kept as lower-case ASCII (IDNA) (contract, section 5).
/// </summary>
public static class PushDomain
{
    /// <summary>The maximum length of a host name, in characters.</summary>
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    /// <summary>Converts normalised text that is not empty to its stored form.</summary>
    /// <param name="domain">Lower-case ASCII.</param>
    public static bool TryParse(string text, out string domain, out Problem problem)
    {
        domain = string.Empty;
        var reason = Reason(text, ref domain);
        problem = reason is null ? default : new Problem(
            ErrorCodes.BadValue,
            $"{reason}; send a host name such as \"push.example.com\", without scheme, port or path.");
        return reason is null;
    }

    /// <summary>Returns the reason why normalised text that is not empty is not a host name, or <see langword="null"/>.</summary>
    public static Problem? Check(string text) => TryParse(text, out _, out var problem) ? null : problem;

    private static string? Reason(string text, ref string domain)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return "must not have a scheme";
        }

        if (text.AsSpan().IndexOfAny('/', '?', '#') >= 0)
        {
            return "must not have a path";
        }

        if (text.StartsWith('[') || IPAddress.TryParse(text, out _))
        {
            return "must not be an IP address";
        }

        if (text.Contains(':'))
        {
            return "must not have a port";
        }

        if (text.Length > MaxLength)
        {
            return $"must have at most {MaxLength} characters";
        }

        if (HostName.ToAscii(text, out var ascii) is { } reason)
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
}
