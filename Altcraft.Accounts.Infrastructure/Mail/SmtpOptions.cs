namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>The mail server that takes welcome mails, from the section <c>Smtp</c> (contract, section 12).</summary>
internal sealed class SmtpOptions
{
    /// <summary>The host name of the mail server; empty when the service sends no mail.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>Whether mail can be sent.</summary>
    public bool IsConfigured => Host.Length > 0;
}
