using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;
using FluentValidation;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The rules that several commands about users share (contract, section 12).</summary>
internal static class AccountUserRules
{
    /// <summary>A login name, as the domain defines it.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> UserName<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) => rule.Must(
        Domain.AccountUsers.UserName.Check,
        new ParameterSchema { MaxLength = Domain.AccountUsers.UserName.MaxLength, Pattern = Domain.AccountUsers.UserName.Pattern });

    /// <summary>One e-mail address.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> Email<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) =>
        rule.Must(EmailAddress.Check, new ParameterSchema { MaxLength = EmailAddress.MaxLength, Format = "idn-email" });

    /// <summary>A telephone number.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> Phone<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) =>
        rule.Must(PhoneNumber.Check, new ParameterSchema { MaxLength = PhoneNumber.MaxLength, Pattern = PhoneNumber.Pattern });

    /// <summary>One of the languages, in any case.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> Lang<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) => rule.Must(
        text => LangOf(text) is null
            ? new Problem(ErrorCodes.BadValue, $"must be one of {string.Join(", ", AccountUser.Langs)}; it is {Quoted.Of(text)}.")
            : null,
        new ParameterSchema { Values = AccountUser.Langs });

    /// <summary>The language that text in any case names, if it is known.</summary>
    public static string? LangOf(string? text) =>
        AccountUser.Langs.FirstOrDefault(lang => string.Equals(lang, text, StringComparison.OrdinalIgnoreCase));
}
