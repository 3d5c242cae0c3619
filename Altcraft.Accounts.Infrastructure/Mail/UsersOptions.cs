namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>Section <c>Users</c> of the configuration.</summary>
internal sealed class UsersOptions
{
    private const string Placeholder = "{code}";

    // Any text that is a part of an address as a code is.
    private const string Sample = "0code0";

    /// <summary>The platform's page for setting a password, with <c>{code}</c> in it. The link in a welcome mail.</summary>
    public string WelcomeUrl { get; set; } = string.Empty;

    /// <summary>The link of a mail.</summary>
    public string Link(string code) => WelcomeUrl.Replace(Placeholder, code, StringComparison.Ordinal);

    /// <summary>Returns a sentence if there can be no link, or <see langword="null"/>.</summary>
    public string? Problem() =>
        WelcomeUrl.Length == 0 ? "Users:WelcomeUrl is not set, and with Smtp:Host it must be: the page for setting a password, such as https://example.com/welcome?code={code}."
        : WelcomeUrl.Contains(Placeholder, StringComparison.Ordinal)
            && Uri.TryCreate(Link(Sample), UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
            && !link.GetLeftPart(UriPartial.Authority).Contains(Sample, StringComparison.OrdinalIgnoreCase) ? null
        : $"Users:WelcomeUrl must be an https or http address with {{code}} behind the host name, such as https://example.com/welcome?code={{code}}; it is {Quoted.Of(WelcomeUrl)}.";
}
