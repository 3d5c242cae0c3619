using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>Where a frozen account can be paid: an absolute https or http URL of at most 2048 characters, without user info (contract, section 6).</summary>
public static class PaymentUrl
{
    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>A regular expression that every URL matches (ECMA-262, Unicode).</summary>
    public const string Pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$";

    /// <summary>Returns the reason why normalised text is not such a URL, or <see langword="null"/>.</summary>
    public static Problem? Check(string url)
    {
        if (PlainText.AtMost(url, MaxLength) is { } tooLong)
        {
            return tooLong;
        }

        if (url.Contains(' ') || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || !url.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase)
            || uri.Host.Length == 0)
        {
            return new Problem(ErrorCodes.BadValue, "must be an absolute https or http URL, such as \"https://pay.example.com/7\".");
        }

        return uri.UserInfo.Length == 0 && Authority(url).IndexOf("@") < 0
            ? null
            : new Problem(ErrorCodes.BadValue, "must not contain a user name or password.");
    }

    // Uri drops an empty user info ("https://@host"), so the text itself is checked.
    private static ReadOnlySpan<char> Authority(string url)
    {
        var rest = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny("/?#\\");
        return end < 0 ? rest : rest[..end];
    }
}
