using Altcraft.Accounts.Infrastructure.Mail;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Mail;

internal sealed class SmtpOptionsTests
{
    private static SmtpOptions Good => new() { Host = "mail.example.com", From = "Altcraft <no-reply@example.com>" };

    [Test]
    public void Problems_WhenThereIsNoHost_DoNotAskForTheRest() => Assert.That(Problems(new SmtpOptions()), Is.Empty);

    [Test]
    public void Problems_WhenAllIsSet_AreNone() => Assert.That(Problems(Good, "https://example.com/#/welcome/{code}"), Is.Empty);

    [Test]
    public void Problems_WhenOnlyTheHostIsSet_NameEverythingThatIsMissing() => Assert.That(
        Problems(new SmtpOptions { Host = "mail.example.com" }), Has.Some.StartsWith("Smtp:From is not set").And.Some.StartsWith("Users:WelcomeUrl is not set"));

    [Test]
    public void Description_OfAServer_HasNoSecret()
    {
        var options = Good;
        (options.Username, options.Password) = ("accounts", "secret");

        Assert.That(options.Description(), Is.EqualTo("mail.example.com:587, Smtp:Security starttls"));
        Assert.That(new SmtpOptions().Description(), Is.Null);
    }

    [TestCase("mail.example.com:25", "Smtp:Host")]
    [TestCase("smtp://mail.example.com", "Smtp:Host")]
    public void Host_WhenItIsNotAName_IsRefused(string host, string setting)
    {
        var options = Good;
        options.Host = host;

        Assert.That(Problems(options, "https://example.com/{code}"), Is.EqualTo(
            [$"{setting} must be a host name or an IP address, such as mail.example.com; it is \"{host}\". Smtp:Port has the port."]));
    }

    [TestCase("Altcraft")]
    [TestCase("Altcraft <>")]
    [TestCase("почта@example.com")]
    public void From_WhenItIsNotAnAddress_IsRefused(string from)
    {
        var options = Good;
        options.From = from;

        Assert.That(Problems(options, "https://example.com/{code}"), Has.One.StartsWith("Smtp:From must be an e-mail address in ASCII"));
    }

    [TestCase("https://example.com/welcome")]
    [TestCase("/welcome?code={code}")]
    [TestCase("https://{code}.example.com/")]
    [TestCase("ftp://example.com/{code}")]
    public void WelcomeUrl_WhenItCannotHoldTheCode_IsRefused(string url) =>
        Assert.That(Problems(Good, url), Has.One.StartsWith("Users:WelcomeUrl must be").And.One.EndsWith($"it is \"{url}\"."));

    [TestCase("accounts", null, SmtpOptions.Tls, "belong together")]
    [TestCase(null, "secret", SmtpOptions.Tls, "belong together")]
    [TestCase("accounts", "secret", SmtpOptions.None, "unencrypted")]
    public void SignIn_WhenItCannotWorkOrIsSeenByOthers_IsRefused(string? user, string? password, string security, string reason)
    {
        var options = Good;
        (options.Username, options.Password, options.Security) = (user, password, security);

        Assert.That(Problems(options, "https://example.com/{code}"), Has.One.Contains(reason).And.None.Contains("secret"));
    }

    [TestCase(SmtpOptions.None, 25)]
    [TestCase(SmtpOptions.StartTls, 587)]
    [TestCase(SmtpOptions.Tls, 465)]
    public void Port_WhenItIsNotSet_IsTheUsualOne(string security, int port) =>
        Assert.That(new SmtpOptions { Security = security }.ActualPort(), Is.EqualTo(port));

    [Test]
    public void Security_WhenItIsUnknown_IsRefused() =>
        Assert.That(Problems(new SmtpOptions { Security = "ssl" }), Is.EqualTo(["Smtp:Security must be none, starttls or tls; it is \"ssl\"."]));

    private static List<string> Problems(SmtpOptions options, string url = "") =>
        [.. new SmtpOptionsValidator(Options.Create(new UsersOptions { WelcomeUrl = url })).Validate(null, options).Failures ?? []];
}
