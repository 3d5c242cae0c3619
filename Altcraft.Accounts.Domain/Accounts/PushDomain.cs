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
    public const int MaxLength = HostName.MaxLength;

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

        return HostName.ToDomain(text, out domain);
    }
}
