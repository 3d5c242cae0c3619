using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The welcome mails that are not sent, for the operator (contract, section 12).</summary>
public interface IWelcomeMailOutbox
{
    /// <summary>A page of the mails that wait or were given up, in ID order. Users of deleted accounts are out of reach.</summary>
    /// <param name="limit">The most mails of the page, 1–1000.</param>
    /// <param name="accountId">Only mails to users of this account, if set.</param>
    Task<Page<UnsentWelcomeMail>> ListAsync(long fromId, int limit, long? accountId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes mails that have failed, or were given up, due at once, and gives them another 24 hours. Mails of users and accounts that cannot
    /// sign in any more are left alone, and so is one that is being sent.
    /// </summary>
    /// <param name="id">The mail; <see langword="null"/> for all.</param>
    /// <returns>How many are due.</returns>
    Task<int> RetryAsync(long? id, CancellationToken cancellationToken);
}

/// <summary>A welcome mail that is not sent. Times are UTC.</summary>
public sealed record UnsentWelcomeMail
{
    /// <summary>The mail's ID. A new mail for the same user has another one.</summary>
    public long Id { get; init; }

    /// <summary>The account's ID.</summary>
    public long AccountId { get; init; }

    /// <summary>The account's login name.</summary>
    public required string AccountName { get; init; }

    /// <summary>The user's login name.</summary>
    public required string UserName { get; init; }

    /// <summary>When the mail was asked for.</summary>
    public DateTime RequestedAt { get; init; }

    /// <summary>How often sending was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again; <see langword="null"/> when it was given up.</summary>
    public DateTime? NextAttemptAt { get; init; }

    /// <summary>When it was given up, if it was.</summary>
    public DateTime? GivenUpAt { get; init; }

    /// <summary>Why the last attempt failed; <see langword="null"/> before the first one has ended.</summary>
    public string? LastError { get; init; }
}
