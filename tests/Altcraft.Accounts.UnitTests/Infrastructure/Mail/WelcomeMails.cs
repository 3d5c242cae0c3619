using Altcraft.Accounts.Infrastructure.Mail;
using MimeKit;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Mail;

/// <summary>Complete mails, and what a mail program reads of them.</summary>
internal static class WelcomeMails
{
    /// <summary>As long as addresses of set-password pages are.</summary>
    public const string Link = "https://altcraft.example.com/welcome?source=mail&code=0123456789abcdefghijklmnopqrstuvwxyzABCDEFG#set-password";

    public static readonly MailboxAddress From = new("Altcraft", "no-reply@altcraft.example.com");

    public static WelcomeMail Some(string lang = "EN") => new()
    {
        Id = 42,
        AccountName = "acme",
        TimeZone = "Europe/Moscow",
        UserName = "steve",
        FirstName = "Steve",
        LastName = "Jones",
        Email = "steve@example.com",
        Lang = lang,
        RequestedFrom = "Windows",
        RequestedAt = new DateTime(2026, 11, 26, 11, 5, 30, DateTimeKind.Utc),
        CodeExpiresAt = new DateTime(2026, 11, 28, 11, 6, 0, DateTimeKind.Utc),
        RequestId = "request-1",
        Attempts = 1,
    };

    /// <summary>The bytes that a mail server would take.</summary>
    public static byte[] Write(WelcomeMail mail, MailboxAddress? from = null)
    {
        using var message = WelcomeMessage.Compose(mail, from ?? From, Link);
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    /// <summary>The message as the mail program reads it.</summary>
    public static MimeMessage Read(WelcomeMail mail, MailboxAddress? from = null)
    {
        using var stream = new MemoryStream(Write(mail, from));
        return MimeMessage.Load(stream);
    }
}
