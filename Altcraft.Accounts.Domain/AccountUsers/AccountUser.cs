using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>
/// A person who signs in to an account as <c>name@account</c>; named by the account's ID and the login name (contract, section 12). Every
/// change increases <see cref="Version"/> by one.
/// </summary>
public sealed record AccountUser
{
    /// <summary>The maximum length of a first or a last name, in characters.</summary>
    public const int MaxPersonNameLength = 100;

    /// <summary>The language of a user for whom none was sent.</summary>
    public const string DefaultLang = "EN";

    /// <summary>The known languages, as they are answered.</summary>
    public static IReadOnlyList<string> Langs { get; } = ["RU", DefaultLang];

    /// <summary>The ID of the account.</summary>
    public long AccountId { get; init; }

    /// <summary>The login name: <see cref="UserName"/>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>At most 100 characters, if known.</summary>
    public string? FirstName { get; init; }

    /// <summary>At most 100 characters, if known.</summary>
    public string? LastName { get; init; }

    /// <summary>Where welcome mails go: <see cref="EmailAddress"/>.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>Where notifications go: <see langword="null"/> for <see cref="Email"/>, also after that changes.</summary>
    public string? NotifyEmail { get; init; }

    /// <summary>A telephone number, if known: <see cref="PhoneNumber"/>.</summary>
    public string? Phone { get; init; }

    /// <summary>The language of the user's mails: one of <see cref="Langs"/>.</summary>
    public string Lang { get; init; } = DefaultLang;

    /// <summary>Whether the user may sign in.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Whether the user is a master user of the account.</summary>
    public bool Master { get; init; }

    /// <summary>The version: 1 for a new user, one more after every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When the user was added, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When the user was last changed, UTC.</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>When the mail server took the last welcome mail, UTC; <see langword="null"/> when none has been sent.</summary>
    public DateTime? LastWelcomeAt { get; init; }

    /// <summary>Where notifications go.</summary>
    public string NotifiedEmail => NotifyEmail ?? Email;

    /// <summary>What a search looks at: folded names, addresses and telephone number, one a line.</summary>
    public string SearchKey => string.Join(
        '\n', TextKey.Of(Name), TextKey.Of($"{FirstName} {LastName}"), TextKey.Of(Email), TextKey.Of(NotifiedEmail), Phone);

    /// <summary>Fails if the user has changed since the caller read it.</summary>
    /// <param name="version">The version that the caller read; <see langword="null"/> if unknown.</param>
    /// <exception cref="AccountsException">409: the user has another version.</exception>
    public void RequireVersion(long? version) => VersionErrors.Require("user", version, Version);

    /// <summary>The fields by their wire names, in the order of the contract's table, for audit records.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields() =>
    [
        new("name", Name),
        new("email", Email),
        new("first_name", FirstName),
        new("last_name", LastName),
        new("phone", Phone),
        new("lang", Lang),
        new("notify_email", NotifiedEmail),
        new("active", Active),
        new("master", Master),
    ];
}
