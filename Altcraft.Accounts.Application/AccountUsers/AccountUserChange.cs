using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Adds or changes a user: the shared parameters (contract, section 12).</summary>
public abstract record AccountUserChangeCommand : ParameterObject, IRequest<SavedUserName>, IChange
{
    /// <summary>The account.</summary>
    public Parameter<long> AccountId { get; init; }

    /// <summary>The login name: 1–64 letters, marks, digits and <c>. _ -</c>, at least one letter or digit; unique in the account, whatever the case.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>Where welcome mails go: one address of at most 254 characters.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> Email { get; init; }

    /// <summary>At most 100 characters.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> FirstName { get; init; }

    /// <summary>At most 100 characters.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> LastName { get; init; }

    /// <summary>5–32 characters: digits, spaces and <c>( ) -</c>, with <c>+</c> only as the first one.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> Phone { get; init; }

    /// <summary>The language of the user's mails, in any case; EN by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> Lang { get; init; }

    /// <summary>Where notifications go; by default where <c>email</c> says, also after that changes.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> NotifyEmail { get; init; }

    /// <summary>Whether the user may sign in; true by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<bool> Active { get; init; }

    /// <summary>Whether the user is a master user of the account; false by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<bool> Master { get; init; }

    /// <summary>Whether to send a welcome mail; false by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<bool> SendWelcome { get; init; }

    /// <inheritdoc/>
    public virtual bool IsDryRun => false;

    // An absent parameter keeps the value, null sets the default. XML clears a text parameter with empty text.
    internal AccountUser ApplyTo(AccountUser before)
    {
        var email = Email.TextOrNull() is { } sent ? Stored(sent) : before.Email;
        return before with
        {
            Email = email,
            FirstName = Text(FirstName).Over(before.FirstName, null),
            LastName = Text(LastName).Over(before.LastName, null),
            Phone = Text(Phone).Select(text => text is null ? null : PhoneNumber.Normalize(text)).Over(before.Phone, null),
            Lang = Lang.Select(text => AccountUserRules.LangOf(text) ?? AccountUser.DefaultLang).Over(before.Lang, AccountUser.DefaultLang),
            NotifyEmail = NotifyEmail.IsAbsent ? before.NotifyEmail : Notified(before, email),
            Active = Active.Over(before.Active, true),
            Master = Master.Over(before.Master, false),
        };
    }

    // What was read can be sent back with another e-mail address: notifications follow it if they did before.
    private string? Notified(AccountUser before, string email)
    {
        var sent = NotifyEmail.TextOrNull() is { } text ? Stored(text) : email;
        return sent == before.NotifiedEmail ? before.NotifyEmail : sent == email ? null : sent;
    }

    private static Parameter<string?> Text(Parameter<string> parameter) => parameter.Select(text => text.Length == 0 ? null : text);

    private static string Stored(string text) => EmailAddress.TryParse(text, out var address, out _) ? address : text;
}

/// <summary>The answer of a command that saves a user.</summary>
/// <param name="Username">The login name.</param>
public sealed record SavedUserName(string Username);

/// <summary>The rules that adding and changing share.</summary>
internal abstract class AccountUserChangeValidator<TCommand> : CommandValidator<TCommand>
    where TCommand : AccountUserChangeCommand
{
    protected AccountUserChangeValidator()
    {
        RuleFor(command => command.AccountId).Required().Id();
        RuleFor(command => command.FirstName).MaxLength(AccountUser.MaxPersonNameLength);
        RuleFor(command => command.LastName).MaxLength(AccountUser.MaxPersonNameLength);
        RuleFor(command => command.Phone).Phone();
        RuleFor(command => command.Lang).Lang();
        RuleFor(command => command.NotifyEmail).Email();
    }
}
