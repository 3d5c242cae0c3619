using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Panel.Components;

namespace Altcraft.Accounts.Panel.AccountUsers;

/// <summary>What the form of a user edits.</summary>
public sealed record UserDraft
{
    /// <summary>All fields, in the form's order.</summary>
    public static IReadOnlyList<DraftField<UserDraft>> Fields { get; } =
    [
        DraftField<UserDraft>.Of("name", draft => draft.Name, (draft, value) => draft.Name = value),
        DraftField<UserDraft>.Of("email", draft => draft.Email, (draft, value) => draft.Email = value),
        DraftField<UserDraft>.Of("first_name", draft => draft.FirstName, (draft, value) => draft.FirstName = value),
        DraftField<UserDraft>.Of("last_name", draft => draft.LastName, (draft, value) => draft.LastName = value),
        DraftField<UserDraft>.Of("phone", draft => draft.Phone, (draft, value) => draft.Phone = value),
        DraftField<UserDraft>.Of("lang", draft => draft.Lang, (draft, value) => draft.Lang = value),
        DraftField<UserDraft>.Of("notify_email", draft => draft.NotifyEmail, (draft, value) => draft.NotifyEmail = value),
        DraftField<UserDraft>.Of("active", draft => draft.Active, (draft, value) => draft.Active = value),
        DraftField<UserDraft>.Of("master", draft => draft.Master, (draft, value) => draft.Master = value),
        DraftField<UserDraft>.Of("send_welcome", draft => draft.SendWelcome, (draft, value) => draft.SendWelcome = value),
    ];

    /// <summary>The login name.</summary>
    public string? Name { get; set; }

    /// <summary>Where welcome mails go.</summary>
    public string? Email { get; set; }

    /// <summary>The first name, if known.</summary>
    public string? FirstName { get; set; }

    /// <summary>The last name, if known.</summary>
    public string? LastName { get; set; }

    /// <summary>The telephone number, if known.</summary>
    public string? Phone { get; set; }

    /// <summary>RU or EN.</summary>
    public string Lang { get; set; } = AccountUser.DefaultLang;

    /// <summary>Where notifications go; empty for where <see cref="Email"/> says.</summary>
    public string? NotifyEmail { get; set; }

    /// <summary>Whether the user may sign in.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Whether the user is a master user of the account.</summary>
    public bool Master { get; set; }

    /// <summary>Whether a new user gets a welcome mail.</summary>
    public bool SendWelcome { get; set; }

    /// <summary>What is stored.</summary>
    public static UserDraft Of(AccountUserAnswer user) => new()
    {
        Name = user.Name,
        Email = user.Email,
        FirstName = user.FirstName,
        LastName = user.LastName,
        Phone = user.Phone,
        Lang = user.Lang,
        NotifyEmail = user.NotifyEmail,
        Active = user.Active,
        Master = user.Master,
    };

    /// <summary>Whether another draft has the same values.</summary>
    public bool IsSame(UserDraft other) => Fields.All(field => field.IsSame(this, other));

    /// <summary>The command that adds the user.</summary>
    public AddAccountUserCommand ToAdd(long accountId) => new()
    {
        AccountId = accountId,
        Name = Text(Name),
        Email = Text(Email),
        FirstName = Text(FirstName),
        LastName = Text(LastName),
        Phone = Text(Phone),
        Lang = Lang,
        NotifyEmail = Text(NotifyEmail),
        Active = Active,
        Master = Master,
        SendWelcome = SendWelcome,
    };

    /// <summary>The command that changes the user.</summary>
    /// <param name="user">What is stored, with the name and the version.</param>
    public UpdateAccountUserCommand ToUpdate(AccountUserAnswer user) => new()
    {
        AccountId = user.AccountId,
        Name = user.Name,
        NewName = Name == user.Name ? default : (Parameter<string>)(Name ?? string.Empty),
        Email = Text(Email),
        FirstName = Text(FirstName),
        LastName = Text(LastName),
        Phone = Text(Phone),
        Lang = Lang,
        NotifyEmail = Text(NotifyEmail),
        Active = Active,
        Master = Master,
        Version = user.Version,
    };

    private static Parameter<string> Text(string? text) => string.IsNullOrWhiteSpace(text) ? Parameter<string>.Null : text;
}
