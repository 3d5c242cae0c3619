using System.Text;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Mail;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Mail;

internal sealed class SmtpFailureTests
{
    private static readonly string Code = WelcomeCode.New();
    private static readonly SmtpOptions Options = new() { Host = "mail.example.com", Username = "accounts", Password = "Secret-1" };

    [Test]
    public void Clean_WhenTheServerRepeatsTheCode_MasksIt()
    {
        Assert.That(Clean($"spam: https://example.com/?code={Code}&x=1"), Is.EqualTo("spam: https://example.com/?code=***&x=1"));
        Assert.That(Clean($"spam: https://example.com/?code={Code[..20]}"), Is.EqualTo("spam: https://example.com/?code=***"), "cut off");
    }

    [Test]
    public void Clean_WhenTheServerRepeatsThePassword_MasksIt()
    {
        var sent = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0accounts\0Secret-1"));

        Assert.That(Clean($"cannot read {sent}, secret-1"), Is.EqualTo("cannot read ***, ***"));
    }

    [Test]
    public void Clean_WhenThereAreAddresses_MasksThem() =>
        Assert.That(Clean("<a.b@example.com>, почта@пример.рф and \"x y\"@z: unknown"), Is.EqualTo("<***>, *** and \"x y\"@z: unknown"));

    [Test]
    public void Clean_WhenThereAreLineBreaksAndControlCharacters_IsOneLine() =>
        Assert.That(Clean("5.7.1 no\r\n21:00:00 \e[31mERROR\tforged\0"), Is.EqualTo("5.7.1 no 21:00:00 \uFFFD[31mERROR forged\uFFFD"));

    [Test]
    public void Clean_WhenItIsLong_IsCut() => Assert.That(Clean(new string('x', 5000)), Has.Length.EqualTo(SmtpFailure.MaxLength + 1));

    private static string Clean(string text) => SmtpFailure.Clean(text, Options, Code);
}
