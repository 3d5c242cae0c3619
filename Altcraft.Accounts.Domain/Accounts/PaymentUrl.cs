using System.Text;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// Where a frozen account can be paid: an absolute https or http URL of at most 2048 characters, without user info; kept in its canonical
/// form, which shows where it leads: the host in lower-case ASCII, everything else percent-encoded (contract, section 6).
/// </summary>
public static class PaymentUrl
{
    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>A regular expression that every URL matches (ECMA-262, Unicode).</summary>
    public const string Pattern = @"^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$";

    private const string Example = "such as \"https://pay.example.com/7\".";

    /// <summary>Converts normalised text to its stored form.</summary>
    /// <param name="url">ASCII.</param>
    public static bool TryParse(string text, out string url, out Problem problem)
    {
        url = string.Empty;
        problem = Reason(text, ref url) ?? default;
        return url.Length > 0;
    }

    /// <summary>Returns the reason why normalised text is not such a URL, or <see langword="null"/>.</summary>
    public static Problem? Check(string text) => TryParse(text, out _, out var problem) ? null : problem;

    private static Problem? Reason(string text, ref string url)
    {
        if (PlainText.AtMost(text, MaxLength) is { } tooLong)
        {
            return tooLong;
        }

        if (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || !text.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase)
            || uri.Host.Length == 0)
        {
            return new Problem(ErrorCodes.BadValue, $"must be an absolute https or http URL, {Example}");
        }

        if (uri.UserInfo.Length > 0 || Authority(text).IndexOf("@") >= 0)
        {
            return new Problem(ErrorCodes.BadValue, "must not contain a user name or password.");
        }

        var host = uri.Host;
        if (IsInternational(host) && HostName.ToAscii(host, out host) is { } reason)
        {
            return new Problem(ErrorCodes.BadValue, $"has a host that cannot be used, it {reason}; send a URL {Example}");
        }

        var canonical = new UriBuilder(uri) { Host = host }.Uri.AbsoluteUri;
        if (text.Length == uri.Scheme.Length + "://".Length + Authority(text).Length)
        {
            // Uri adds a path where there is none.
            canonical = canonical.TrimEnd('/');
        }

        if (canonical.Length > MaxLength)
        {
            return new Problem(ErrorCodes.TooLong, $"must have at most {MaxLength} characters, percent-encoded; it has {canonical.Length}.");
        }

        url = canonical;
        return null;
    }

    // Other names are taken as they are: not every host is a name of the DNS.
    private static bool IsInternational(string host) =>
        !Ascii.IsValid(host) || host.Contains("xn--", StringComparison.OrdinalIgnoreCase);

    // Uri drops an empty user info ("https://@host"), so the text itself is checked.
    private static ReadOnlySpan<char> Authority(string url)
    {
        var rest = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny("/?#\\");
        return end < 0 ? rest : rest[..end];
    }
}
