namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>The platform that a client names in its User-Agent header, in the word that a welcome mail tells (contract, section 12).</summary>
public static class ClientPlatform
{
    private const int MaxProductLength = 40;

    // The first that is found decides: the header of an Android telephone names Linux, too, that of an iPhone "like Mac OS X".
    private static readonly (string Mark, string Platform)[] Systems =
    [
        ("Windows", "Windows"), ("windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("iPod", "iOS"),
        ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Mac OS X", "macOS"), ("macOS", "macOS"), ("Linux", "Linux"), ("linux", "Linux"),
    ];

    /// <summary>
    /// Returns <c>Windows</c>, <c>macOS</c>, <c>Linux</c>, <c>Android</c>, <c>iOS</c> or <c>ChromeOS</c>; otherwise the name of the client's
    /// program, such as <c>curl</c>, if it has at most 40 letters, digits, <c>-</c> and <c>_</c>; otherwise <see langword="null"/>.
    /// </summary>
    public static string? Of(string? userAgent)
    {
        if (userAgent is null)
        {
            return null;
        }

        foreach (var (mark, platform) in Systems)
        {
            if (userAgent.Contains(mark, StringComparison.Ordinal))
            {
                return platform;
            }
        }

        // What browsers begin with says nothing.
        var product = userAgent.Split([' ', '/'], 2)[0];
        return product != "Mozilla" && product.Length is > 0 and <= MaxProductLength && product.All(IsProductText) ? product : null;
    }

    /// <summary>Whether <see cref="Of"/> has told a system, and not the name of a program.</summary>
    public static bool IsSystem(string platform) => Systems.Any(system => system.Platform == platform);

    // No dot: a mail program would make a link of "example.com".
    private static bool IsProductText(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
