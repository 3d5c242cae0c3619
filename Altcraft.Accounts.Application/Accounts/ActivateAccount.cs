using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Lets an account be used again. Does not unfreeze it (contract, section 6).</summary>
public sealed record ActivateAccountCommand : ChangeAccountStateCommand<Unit>
{
    internal override string Action => "activate";

    internal override void Apply(Account account) => account.Activate();
}

/// <inheritdoc/>
internal sealed class ActivateAccountValidator : ChangeAccountStateValidator<ActivateAccountCommand, Unit>;

/// <inheritdoc/>
internal sealed class ActivateAccountHandler(IAccountRepository accounts, TariffQuota quota) : ChangeAccountStateHandler<ActivateAccountCommand>(accounts, quota);
