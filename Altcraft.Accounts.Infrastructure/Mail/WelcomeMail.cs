namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>What a welcome mail says (contract, section 12). Times are UTC.</summary>
internal sealed record WelcomeMail
{
    /// <summary>The mail's ID in the outbox.</summary>
    public long Id { get; init; }

    /// <summary>The account's login name.</summary>
    public required string AccountName { get; init; }

    /// <summary>The account's IANA time zone, in which the mail tells times.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The user's login name.</summary>
    public required string UserName { get; init; }

    /// <summary>The user's first name, if known.</summary>
    public string? FirstName { get; init; }

    /// <summary>The user's last name, if known.</summary>
    public string? LastName { get; init; }

    /// <summary>Where the mail goes: a local part in any characters, and a host name in ASCII.</summary>
    public required string Email { get; init; }

    /// <summary><c>RU</c> or <c>EN</c>.</summary>
    public required string Lang { get; init; }

    /// <summary>The platform from which the mail was asked for, if known: <c>Windows</c>.</summary>
    public string? RequestedFrom { get; init; }

    /// <summary>When the mail was asked for.</summary>
    public DateTime RequestedAt { get; init; }

    /// <summary>Until when the code in the link is valid.</summary>
    public DateTime CodeExpiresAt { get; init; }

    /// <summary>The ID of the request that asked for the mail, for the log and the journal.</summary>
    public required string RequestId { get; init; }

    /// <summary>How often sending was tried, with this attempt.</summary>
    public int Attempts { get; init; }
}
