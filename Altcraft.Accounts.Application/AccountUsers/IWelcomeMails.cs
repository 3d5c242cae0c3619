using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The welcome mails that wait to be sent, and the codes of those that were sent (contract, section 12).</summary>
public interface IWelcomeMails
{
    /// <summary>Whether mail can be sent: <c>Smtp:Host</c> is set.</summary>
    bool IsConfigured { get; }

    /// <summary>The mail server and the encryption, for the log; <see langword="null"/> when no mail can be sent.</summary>
    string? Server { get; }

    /// <summary>
    /// Locks an account against deletion until the transaction ends: a deletion waits until the mail is stored, and then ends it. Before
    /// anything else of the transaction, so that nobody waits in a circle.
    /// </summary>
    /// <returns>Whether there is such an account.</returns>
    Task<bool> LockAccountAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>Puts a mail into the outbox, in the transaction of the request, and ends the code of an earlier one.</summary>
    /// <param name="platform">From where it was asked for, if known.</param>
    /// <exception cref="Domain.Common.AccountsException">429: a mail was asked for less than a minute ago.</exception>
    Task RequestAsync(AccountUser user, string? platform, CancellationToken cancellationToken);

    /// <summary>Uses a code up.</summary>
    /// <param name="hash">The SHA-256 of the code.</param>
    /// <returns>Whose code it was; <see langword="null"/> for one that is unknown, used, ended or expired.</returns>
    Task<RedeemedWelcome?> RedeemAsync(byte[] hash, CancellationToken cancellationToken);
}

/// <summary>The owner of a code that was redeemed.</summary>
public sealed record RedeemedWelcome
{
    /// <summary>The ID of the account.</summary>
    public long AccountId { get; init; }

    /// <summary>The login name of the user.</summary>
    public string Username { get; init; } = string.Empty;

    /// <summary>The login name of the account.</summary>
    public string AccountName { get; init; } = string.Empty;
}
