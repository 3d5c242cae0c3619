using System.Text;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Mail;
using MimeKit;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Mail;

/// <summary>The headers and the encoding of the welcome mail.</summary>
internal sealed class WelcomeMessageTests
{
    [TestCase("EN", "en", "Welcome to Altcraft: set your password")]
    [TestCase("RU", "ru", "Добро пожаловать в Altcraft: задайте пароль")]
    public void Compose_WhenRead_HasTheHeadersOfAnAutomaticMessage(string lang, string language, string subject)
    {
        var mail = WelcomeMails.Some(lang);

        using var message = WelcomeMails.Read(mail);

        Assert.Multiple(() =>
        {
            Assert.That(message.Subject, Is.EqualTo(subject));
            Assert.That(message.From.ToString(), Is.EqualTo("\"Altcraft\" <no-reply@altcraft.example.com>"));
            Assert.That(message.To.ToString(), Is.EqualTo("\"Steve Jones\" <steve@example.com>"));
            Assert.That(message.Date, Is.EqualTo(new DateTimeOffset(mail.CodeExpiresAt - WelcomeCode.Lifetime)));
            Assert.That(message.Headers[HeaderId.AutoSubmitted], Is.EqualTo("auto-generated"));
            Assert.That(message.Headers["X-Auto-Response-Suppress"], Is.EqualTo("OOF, AutoReply"));
            Assert.That(message.Body!.Headers[HeaderId.ContentLanguage], Is.EqualTo(language));
            Assert.That(message.Headers.Select(header => header.Field), Is.EquivalentTo(
                ["From", "To", "Subject", "Date", "Message-Id", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress"]).IgnoreCase);
        });
    }

    [TestCase("EN")]
    [TestCase("RU")]
    public void Compose_WhenRead_HasTextAndThenHtml(string lang)
    {
        using var message = WelcomeMails.Read(WelcomeMails.Some(lang));
        var parts = ((MultipartAlternative)message.Body!).Cast<TextPart>().ToList();

        Assert.That(parts.Select(part => part.ContentType.MimeType), Is.EqualTo(["text/plain", "text/html"]));
        Assert.That(parts.Select(part => part.ContentType.Charset), Is.All.EqualTo("utf-8"));
        Assert.That(parts.Select(part => part.ContentTransferEncoding), Is.All.EqualTo(ContentEncoding.QuotedPrintable).Or.All.EqualTo(ContentEncoding.Base64));
        Assert.That(parts.Select(Decode), Is.EqualTo([Text(lang).PlainText, Text(lang).Html]));
        Assert.That(Decode(parts[0]).Split("\r\n"), Has.Member(WelcomeMails.Link));
    }

    [TestCase("EN")]
    [TestCase("RU")]
    public void Compose_WhenWritten_HasShortLinesOfAscii(string lang)
    {
        var mail = WelcomeMails.Some(lang) with { FirstName = new string('Ж', 100), LastName = new string('w', 100), AccountName = new string('ä', 64) };

        var bytes = WelcomeMails.Write(mail);

        Assert.That(bytes, Is.All.LessThan(128));
        Assert.That(Encoding.ASCII.GetString(bytes).Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(998));
        Assert.That(Body(bytes).Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(78));
    }

    [TestCase("Жанна", "д’Арк")]
    [TestCase("Zoë \"Zed\"", "O'Neill, Jr.")]
    [TestCase("Иван, \"Ваня\"", "<Петров>; (младший)")]
    [TestCase("Steve <a@b.example>", "a@b.example")]
    [TestCase("梅花", "👩‍💻")]
    [TestCase("back\\slash", "group: steve;")]
    public void Compose_WhenNamesHaveSigns_KeepsThemInOneDisplayName(string first, string last)
    {
        using var message = WelcomeMails.Read(WelcomeMails.Some() with { FirstName = first, LastName = last });

        Assert.That(message.To, Has.Count.EqualTo(1));
        Assert.That(message.To.Mailboxes.Select(to => (to.Name, to.Address)), Is.EqualTo([($"{first} {last}", "steve@example.com")]));
    }

    [TestCase(null, null, "")]
    [TestCase("Steve", null, "Steve")]
    [TestCase("", "Jones", "Jones")]
    public void Compose_WhenNamesAreMissing_ShowsTheOthers(string? first, string? last, string expected)
    {
        using var message = WelcomeMails.Read(WelcomeMails.Some() with { FirstName = first, LastName = last });

        Assert.That(message.To.Mailboxes.Single().Name ?? string.Empty, Is.EqualTo(expected));
    }

    // None of these can be stored, but for the last one.
    [TestCase("x\r\nBcc: victim@example.com\r\n\r\n<b>")]
    [TestCase("x\nBcc: victim@example.com\n\n<b>")]
    [TestCase("x\rBcc: victim@example.com\r\r<b>")]
    [TestCase("Ж\r\nBcc: victim@example.com\r\n\r\n<b>")]
    [TestCase("x\0\r\n.\r\n")]
    [TestCase("=?utf-8?q?x=0D=0ABcc:_victim@example.com=0D=0A?=")]
    public void Compose_WhenFieldsHaveLineBreaks_AddsNoHeader(string injection)
    {
        var mail = WelcomeMails.Some() with
        {
            AccountName = injection,
            UserName = injection,
            FirstName = injection,
            LastName = injection,
            RequestedFrom = injection,
            RequestId = injection,
        };

        using var message = WelcomeMails.Read(mail);
        using var plain = WelcomeMails.Read(WelcomeMails.Some());

        Assert.That(message.Headers.Select(header => header.Field), Is.EqualTo(plain.Headers.Select(header => header.Field)));
        Assert.That(message.To.Mailboxes.Select(to => to.Address), Is.EqualTo(["steve@example.com"]));
        Assert.That(((MultipartAlternative)message.Body!).Select(part => part.Headers.Select(header => header.Field)), Is.EqualTo(
            ((MultipartAlternative)plain.Body!).Select(part => part.Headers.Select(header => header.Field))));
    }

    [TestCase("steve@example.com\r\nBcc: victim@example.com")]
    [TestCase("steve@example.com, victim@example.com")]
    public void Compose_WhenTheAddressIsNotOne_Fails(string address) =>
        Assert.That(() => WelcomeMails.Write(WelcomeMails.Some() with { Email = address }), Throws.InstanceOf<FormatException>());

    [Test]
    public void Compose_WhenTheHostIsInternational_KeepsItsAsciiForm()
    {
        var bytes = WelcomeMails.Write(WelcomeMails.Some() with { Email = "steve@xn--e1afmkfd.xn--p1ai" });

        Assert.That(Encoding.ASCII.GetString(bytes).Split("\r\n"), Has.Member("To: Steve Jones <steve@xn--e1afmkfd.xn--p1ai>"));
    }

    [Test]
    public void Compose_WhenMailIsSentAgain_HasAnotherMessageId()
    {
        var mail = WelcomeMails.Some();
        WelcomeMail[] mails = [mail, mail with { Attempts = 2 }, mail with { Id = 43 }, mail with { RequestedAt = mail.RequestedAt.AddMilliseconds(1) }];

        var ids = mails.Select(sent => WelcomeMails.Read(sent).MessageId).ToList();

        Assert.That(ids, Is.Unique.And.All.EndsWith("@altcraft.example.com"));
        Assert.That(WelcomeMails.Read(mail).MessageId, Is.EqualTo(ids[0]));
    }

    [Test]
    public void Compose_WhenTheSendersHostIsInternational_HasAMessageIdOfAscii()
    {
        var bytes = WelcomeMails.Write(WelcomeMails.Some(), new MailboxAddress("Альткрафт", "no-reply@пример.рф"));

        Assert.That(bytes, Is.All.LessThan(128));
        Assert.That(Encoding.ASCII.GetString(bytes), Does.Contain("@xn--e1afmkfd.xn--p1ai>\r\n").And.Contains("Message-Id: <welcome.42.1.").IgnoreCase);
    }

    private static WelcomeText Text(string lang) => new(WelcomeMails.Some(lang), WelcomeMails.Link);

    private static string Decode(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Body(byte[] message) => Encoding.ASCII.GetString(message).Split("\r\n\r\n", 2)[1];
}
