using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The answer of <c>accounts/users/add</c> and <c>update</c> (contract, section 12).</summary>
public sealed class SavedUserNameAnswer
{
    /// <summary>The login name.</summary>
    public required string Username { get; init; }
}

/// <summary>The answer of <c>accounts/users/get</c> (contract, section 12).</summary>
public sealed class GetAccountUserAnswer
{
    /// <summary>The parameters of update, so that the user can be sent back.</summary>
    public required AccountUserAnswer User { get; init; }

    /// <summary>What update does not change.</summary>
    public required AccountUserStateAnswer State { get; init; }
}

/// <summary>The parameters of <c>accounts/users/update</c>.</summary>
public sealed class AccountUserAnswer
{
    /// <summary>The account's ID.</summary>
    public long AccountId { get; init; }

    /// <summary>The login name.</summary>
    public required string Name { get; init; }

    /// <summary>Where welcome mails go.</summary>
    public required string Email { get; init; }

    /// <summary>The first name, if known.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name, if known.</summary>
    public string? LastName { get; init; }

    /// <summary>The telephone number, if known.</summary>
    public string? Phone { get; init; }

    /// <summary>RU or EN.</summary>
    public required string Lang { get; init; }

    /// <summary>Where notifications go.</summary>
    public required string NotifyEmail { get; init; }

    /// <summary>Whether the user may sign in.</summary>
    public bool Active { get; init; }

    /// <summary>Whether the user is a master user of the account.</summary>
    public bool Master { get; init; }

    /// <summary>Send it back with an update to avoid overwriting a change made in between.</summary>
    public int Version { get; init; }
}

/// <summary>The state of a user.</summary>
public sealed class AccountUserStateAnswer
{
    /// <summary>When the user was added, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the user was last changed, UTC.</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>When the mail server took the last welcome mail, UTC, if one has been sent.</summary>
    public DateTime? LastWelcomeAt { get; init; }
}

/// <summary>An item of <c>accounts/users/list</c> (contract, section 12). Absent text is empty.</summary>
[XmlItem("user")]
public sealed class AccountUserListItem
{
    /// <summary>The login name.</summary>
    public required string Username { get; init; }

    /// <summary>The first name.</summary>
    public required string FirstName { get; init; }

    /// <summary>The last name.</summary>
    public required string LastName { get; init; }

    /// <summary>Where welcome mails go.</summary>
    public required string Email { get; init; }

    /// <summary>Where notifications go.</summary>
    public required string NotifyEmail { get; init; }

    /// <summary>The telephone number.</summary>
    public required string Phone { get; init; }

    /// <summary>RU or EN.</summary>
    public required string Lang { get; init; }

    /// <summary>Whether the user may sign in.</summary>
    public bool Active { get; init; }

    /// <summary>Whether the user is a master user of the account.</summary>
    public bool Master { get; init; }
}

/// <summary>An item of <c>accounts/users/welcome_mails</c> (contract, section 12), without the code that is in the mail.</summary>
public sealed class WelcomeMailAnswer
{
    /// <summary>The mail's ID. A new mail for the same user has another one.</summary>
    public long Id { get; init; }

    /// <summary>The account's ID.</summary>
    public long AccountId { get; init; }

    /// <summary>The login name of the account.</summary>
    public required string AccountName { get; init; }

    /// <summary>The login name of the user.</summary>
    public required string Username { get; init; }

    /// <summary><c>waiting</c> or <c>given_up</c>.</summary>
    public required string State { get; init; }

    /// <summary>How often sending was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed; null before the first one has ended.</summary>
    public string? LastError { get; init; }

    /// <summary>When the mail was asked for, UTC.</summary>
    public DateTime RequestedAt { get; init; }

    /// <summary>When sending is tried again, UTC; null when the mail was given up.</summary>
    public DateTime? NextAttemptAt { get; init; }

    /// <summary>When the mail was given up, UTC; null while it waits.</summary>
    public DateTime? GivenUpAt { get; init; }
}

/// <summary>The answer of <c>accounts/users/redeem_welcome</c> (contract, section 12).</summary>
public sealed class RedeemedWelcomeAnswer
{
    /// <summary>The account's ID.</summary>
    public long AccountId { get; init; }

    /// <summary>The login name of the user.</summary>
    public required string Username { get; init; }

    /// <summary>The login name of the account: the user signs in as <c>username@account_name</c>.</summary>
    public required string AccountName { get; init; }
}
