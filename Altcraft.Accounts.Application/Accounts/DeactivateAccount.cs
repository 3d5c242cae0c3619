namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Deactivates an account. Does not freeze it (contract, section 6).</summary>
public sealed record DeactivateAccountCommand : ChangeAccountStateCommand<Unit>
{
    internal override string Action => "deactivate";

    internal override void Apply(Account account) => account.Deactivate();
}

internal sealed class DeactivateAccountValidator : ChangeAccountStateValidator<DeactivateAccountCommand, Unit>;

internal sealed class DeactivateAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<DeactivateAccountCommand>(accounts, quota);
