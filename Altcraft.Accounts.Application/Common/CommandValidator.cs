using FluentValidation;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The base of all validators: failures carry the wire names of parameters, one failure for each parameter.</summary>
public abstract class CommandValidator<TCommand> : AbstractValidator<TCommand>
{
    static CommandValidator() => ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
        member is null ? null : ParameterName.Of(member.Name);

    /// <summary>Each parameter is reported once: its first failed rule ends its checks.</summary>
    protected CommandValidator() => RuleLevelCascadeMode = CascadeMode.Stop;
}
