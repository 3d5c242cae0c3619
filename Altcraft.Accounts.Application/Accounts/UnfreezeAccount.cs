using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Ends the freeze of an account and clears its details. Does not activate it (contract, section 6).</summary>
public sealed record UnfreezeAccountCommand : ChangeAccountStateCommand<Unit>
{
    /// <summary>Accepted and ignored, because the public reference has one parameter table for freeze and unfreeze.</summary>
    public Parameter<IgnoredDetails> FrozenDetails { get; init; }

    internal override string Action => "unfreeze";

    internal override void Apply(Account account) => account.Unfreeze();
}

/// <summary>The details of a freeze, which are ignored.</summary>
public sealed record IgnoredDetails : ParameterObject
{
    /// <summary>Ignored.</summary>
    public Parameter<string> PaymentUrl { get; init; }
}

internal sealed class UnfreezeAccountValidator : ChangeAccountStateValidator<UnfreezeAccountCommand, Unit>;

internal sealed class UnfreezeAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<UnfreezeAccountCommand>(accounts, quota);
