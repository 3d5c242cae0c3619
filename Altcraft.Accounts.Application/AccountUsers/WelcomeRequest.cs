using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Asks for a welcome mail, with its audit record (contract, section 12).</summary>
internal sealed class WelcomeRequest(IWelcomeMails mails, IAuditJournal journal, RequestContext context)
{
    /// <summary>Checks what needs no database.</summary>
    /// <exception cref="AccountsException">409: there is no mail server, or the user is not active.</exception>
    public void RequirePossible(AccountUser user)
    {
        if (!mails.IsConfigured)
        {
            throw AccountUserErrors.MailNotConfigured();
        }

        if (!user.Active)
        {
            throw AccountUserErrors.Inactive(user.Name);
        }
    }

    /// <summary>Puts the mail into the outbox, in the transaction of the request.</summary>
    /// <exception cref="AccountsException">429: a mail was asked for less than a minute ago.</exception>
    public async Task SendAsync(AccountUser user, CancellationToken cancellationToken)
    {
        await mails.RequestAsync(user, ClientPlatform.Of(context.UserAgent), cancellationToken);
        await journal.AppendAsync(AuditRecord.OfUser("send_welcome", user, user), cancellationToken);
    }
}
