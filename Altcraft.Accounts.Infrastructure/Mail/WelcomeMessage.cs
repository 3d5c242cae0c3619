using MimeKit;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>The welcome mail as a message for a mail server (contract, section 12).</summary>
internal static class WelcomeMessage
{
    /// <summary>Composes the message of one attempt to send a mail.</summary>
    /// <param name="link">The whole address with the code.</param>
    public static MimeMessage Compose(WelcomeMail mail, MailboxAddress from, string link)
    {
        var message = new MimeMessage { Subject = $"{mail.UserName}@{mail.AccountName}", Body = new TextPart("plain") { Text = link } };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(string.Empty, mail.Email));
        return message;
    }
}
