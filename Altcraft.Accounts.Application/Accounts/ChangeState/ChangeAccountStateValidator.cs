using Altcraft.Accounts.Application.Accounts.Restore;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts.ChangeState;

/// <summary>The rule all changes of state share: the ID is required.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="TAnswer">Its answer.</typeparam>
internal sealed class ChangeAccountStateValidator<TCommand, TAnswer> : CommandValidator<TCommand>
    where TCommand : ChangeAccountStateCommand<TAnswer>
{
    public ChangeAccountStateValidator() => RuleFor(command => command.Id).Required(CheckId);
}

/// <summary>The rules of <c>accounts/freeze</c> beside the ID.</summary>
internal sealed class FreezeAccountValidator : CommandValidator<FreezeAccountCommand>
{
    public FreezeAccountValidator() =>
        RuleFor(command => command.PaymentUrl).Required(PaymentUrl.Check, "frozen_details.payment_url");
}

/// <summary>The rules of <c>accounts/restore</c> beside the ID.</summary>
internal sealed class RestoreAccountValidator : CommandValidator<RestoreAccountCommand>
{
    public RestoreAccountValidator() => RuleFor(command => command.Name).Optional(AccountName.Check);
}
