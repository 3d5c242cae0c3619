using Altcraft.Accounts.Domain.AccountUsers;
using MimeKit;
using MimeKit.Text;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>The welcome mail as a message for a mail server (contract, section 12).</summary>
internal static class WelcomeMessage
{
    // Longer lines are encoded, so that no mail server on the way breaks the link.
    private const int MaxLineLength = 76;

    /// <summary>Composes the message of one attempt to send a mail, in the user's language, as plain text and as HTML.</summary>
    /// <param name="link">The whole address with the code.</param>
    public static MimeMessage Compose(WelcomeMail mail, MailboxAddress from, string link)
    {
        var text = new WelcomeText(mail, link);
        var body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = text.PlainText },
            new TextPart(TextFormat.Html) { Text = text.Html },
        };
        body.Headers.Add(HeaderId.ContentLanguage, text.Language);

        var message = new MimeMessage
        {
            Subject = text.Subject,
            Date = new DateTimeOffset(mail.CodeExpiresAt - WelcomeCode.Lifetime, TimeSpan.Zero),
            MessageId = MessageId(mail, from),
            Body = body,
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(DisplayName(mail), mail.Email));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        // Exchange does not look at Auto-Submitted before it sends a notice of absence.
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Prepare(EncodingConstraint.SevenBit, MaxLineLength);
        return message;
    }

    // The time makes it unique where several databases send from one domain.
    private static string MessageId(WelcomeMail mail, MailboxAddress from) => string.Create(
        CultureInfo.InvariantCulture,
        $"welcome.{mail.Id}.{mail.Attempts}.{new DateTimeOffset(mail.RequestedAt).ToUnixTimeMilliseconds()}@{new IdnMapping().GetAscii(from.Domain)}");

    private static string DisplayName(WelcomeMail mail) => string.Join(' ', new[] { mail.FirstName, mail.LastName }.Where(name => !string.IsNullOrEmpty(name)));
}
