using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>The base of all requests that only name a user (contract, section 12).</summary>
public abstract record AccountUserCommand : ParameterObject
{
    /// <summary>The account.</summary>
    public Parameter<long> AccountId { get; init; }

    /// <summary>The login name, ignoring case.</summary>
    public Parameter<string> Name { get; init; }
}

/// <summary>Requires the account and the name.</summary>
internal abstract class AccountUserValidator<TCommand> : CommandValidator<TCommand>
    where TCommand : AccountUserCommand
{
    protected AccountUserValidator()
    {
        RuleFor(command => command.AccountId).Required().Id();
        RuleFor(command => command.Name).Required();
    }
}
