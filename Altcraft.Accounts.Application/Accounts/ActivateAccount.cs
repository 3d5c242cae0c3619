namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Activates an account. Does not unfreeze it (contract, section 6).</summary>
public sealed record ActivateAccountCommand : ChangeAccountStateCommand<Unit>
{
    internal override string Action => "activate";

    internal override void Apply(Account account) => account.Activate();
}

internal sealed class ActivateAccountValidator : ChangeAccountStateValidator<ActivateAccountCommand, Unit>;

internal sealed class ActivateAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<ActivateAccountCommand>(accounts, quota);
