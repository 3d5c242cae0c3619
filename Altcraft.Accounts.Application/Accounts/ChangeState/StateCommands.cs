using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts.ChangeState;

/// <summary>Lets an account be used again.</summary>
public sealed record ActivateAccountCommand : ChangeAccountStateCommand<Done>
{
    internal override string Action => "activate";

    internal override void Apply(Account account) => account.Activate();

    internal override Done Answer(Account account) => Done.Value;
}

/// <summary>Stops an account from being used.</summary>
public sealed record DeactivateAccountCommand : ChangeAccountStateCommand<Done>
{
    internal override string Action => "deactivate";

    internal override void Apply(Account account) => account.Deactivate();

    internal override Done Answer(Account account) => Done.Value;
}

/// <summary>Freezes an account, or replaces the details of a frozen one.</summary>
public sealed record FreezeAccountCommand : ChangeAccountStateCommand<Done>
{
    /// <summary>Where the account can be paid; on the wire <c>frozen_details.payment_url</c>.</summary>
    public Parameter<string> PaymentUrl { get; init; }

    internal override string Action => "freeze";

    internal override void Apply(Account account) => account.Freeze(PaymentUrl.Value);

    internal override Done Answer(Account account) => Done.Value;
}

/// <summary>Ends the freeze of an account.</summary>
public sealed record UnfreezeAccountCommand : ChangeAccountStateCommand<Done>
{
    internal override string Action => "unfreeze";

    internal override void Apply(Account account) => account.Unfreeze();

    internal override Done Answer(Account account) => Done.Value;
}
