using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Freezes an account, or replaces the details of a frozen one (contract, section 6).</summary>
public sealed record FreezeAccountCommand : ChangeAccountStateCommand<Unit>
{
    /// <summary>How the freeze can be ended; absent to clear the details.</summary>
    public Parameter<FrozenDetails> FrozenDetails { get; init; }

    internal override string Action => "freeze";

    internal override void Apply(Account account) => account.Freeze(
        FrozenDetails.HasValue && Domain.Accounts.PaymentUrl.TryParse(FrozenDetails.Value.PaymentUrl.Value, out var url, out _) ? url : null);
}

/// <summary>How a freeze can be ended (contract, section 6).</summary>
public sealed record FrozenDetails : ParameterObject
{
    /// <summary>Where the account can be paid: an absolute https or http URL of at most 2048 characters; stored percent-encoded.</summary>
    public Parameter<string> PaymentUrl { get; init; }
}

internal sealed class FrozenDetailsValidator : CommandValidator<FrozenDetails>
{
    public FrozenDetailsValidator() => RuleFor(details => details.PaymentUrl).Required().Must(
        PaymentUrl.Check, new ParameterSchema { MaxLength = PaymentUrl.MaxLength, Pattern = PaymentUrl.Pattern, Format = "uri" });
}

internal sealed class FreezeAccountValidator : ChangeAccountStateValidator<FreezeAccountCommand, Unit>
{
    public FreezeAccountValidator() => RuleFor(command => command.FrozenDetails).Nested(new FrozenDetailsValidator());
}

internal sealed class FreezeAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<FreezeAccountCommand>(accounts, quota);
