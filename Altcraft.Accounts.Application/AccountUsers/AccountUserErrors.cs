namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The errors about account users (contract, sections 2 and 12).</summary>
public static class AccountUserErrors
{
    // The parameter, and the endpoint, that asks for a mail.
    private const string Welcome = "send_welcome";

    /// <summary>404: no account has the ID.</summary>
    public static AccountsException AccountNotFound(long id) => new(
        Failure.NotFound, new Error("account_id", ErrorCodes.NotFound, $"No account has the ID {id}."));

    /// <summary>404: no user of the account has the name.</summary>
    public static AccountsException NotFound(long accountId, string name) => new(
        Failure.NotFound, new Error("name", ErrorCodes.NotFound, $"No user of the account {accountId} has the name {Quoted.Of(name)}."));

    /// <summary>409: another user of the account has the name.</summary>
    /// <param name="field">The parameter that holds the name.</param>
    public static AccountsException NameTaken(string field, string name) => new(
        Failure.Conflict,
        new Error(field, ErrorCodes.Taken, $"The name {Quoted.Of(name)} is taken by another user of the account (case is ignored): choose another name."));

    /// <summary>409: the service has no mail server.</summary>
    public static AccountsException MailNotConfigured() => new(Failure.Conflict, new Error(
        Welcome,
        ErrorCodes.MailNotConfigured,
        "The service cannot send mail: its operator has to set Smtp:Host, Smtp:From and Users:WelcomeUrl. Nothing was stored."));

    /// <summary>409: the link of the mail would not work.</summary>
    public static AccountsException Inactive(string name) => new(Failure.Conflict, new Error(
        Welcome,
        ErrorCodes.Inactive,
        $"The user {Quoted.Of(name)} is not active, so the link of a welcome mail would not work: activate the user first (accounts/users/update, active true)."));

    /// <summary>429: the user's last welcome mail was asked for less than a minute ago.</summary>
    /// <param name="wait">How long the caller has to wait.</param>
    public static AccountsException TooSoon(TimeSpan wait) => new(Failure.TooManyRequests, new Error(
        Welcome,
        ErrorCodes.TooSoon,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A welcome mail for this user was asked for less than a minute ago: ask again in {Math.Ceiling(wait.TotalSeconds)} seconds. Nothing was changed.")))
    {
        RetryAfter = wait,
    };

    /// <summary>404: the code is unknown, used, ended or expired. The answer is the same for all of them.</summary>
    public static AccountsException CodeNotFound() => new(Failure.NotFound, new Error(
        "code",
        ErrorCodes.NotFound,
        "The code is not valid: it may have been used, replaced by a newer mail, or expired. Ask for a new welcome mail."));
}
