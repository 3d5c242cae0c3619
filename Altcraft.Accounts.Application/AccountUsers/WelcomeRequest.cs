using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Asks for a welcome mail, with its audit record (contract, section 12).</summary>
internal sealed class WelcomeRequest(IWelcomeMails mails, IAuditJournal journal, RequestContext context)
{
    /// <summary>Prepares a request for a mail, before anything else is read or stored.</summary>
    /// <exception cref="AccountsException">404: no such account; 409: there is no mail server.</exception>
    public async Task PrepareAsync(long accountId, CancellationToken cancellationToken)
    {
        if (!mails.IsConfigured)
        {
            throw AccountUserErrors.MailNotConfigured();
        }

        if (!await mails.LockAccountAsync(accountId, cancellationToken))
        {
            throw AccountUserErrors.AccountNotFound(accountId);
        }
    }

    /// <summary>Checks that the link of the mail would work.</summary>
    /// <exception cref="AccountsException">409: the user is not active.</exception>
    public static void RequireActive(AccountUser user)
    {
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
