using Altcraft.Accounts.Application.Common;
using FluentValidation;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Rules that several account commands share.</summary>
internal static class AccountRules
{
    /// <summary>An account's name, as the domain defines it.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> AccountName<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) => rule.Must(
        Domain.Accounts.AccountName.Check,
        new ParameterSchema { MaxLength = Domain.Accounts.AccountName.MaxLength, Pattern = Domain.Accounts.AccountName.Pattern });
}
