using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>The base of all commands that change the state of an account (contract, section 6).</summary>
public abstract record ChangeAccountStateCommand<TAnswer> : ParameterObject, IRequest<TAnswer>, IChange
{
    /// <summary>The account.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The verb in the audit record's action, after <c>account.</c>.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether the command applies to deleted accounts too.</summary>
    internal virtual bool IncludesDeleted => false;

    /// <summary>Changes the account. Repeating a change has no effect.</summary>
    internal abstract void Apply(Account account);
}

/// <summary>Requires the ID, the rule that all changes of state share.</summary>
internal abstract class ChangeAccountStateValidator<TCommand, TAnswer> : CommandValidator<TCommand>
    where TCommand : ChangeAccountStateCommand<TAnswer>
{
    protected ChangeAccountStateValidator() => RuleFor(command => command.Id).Required().Id();
}

/// <summary>
/// Changes the state of an account (contract, section 6). Repeating a change succeeds and writes nothing. Deleted accounts are found only
/// by commands that include them.
/// </summary>
internal abstract class ChangeAccountStateHandler<TCommand, TAnswer>(IAccountRepository accounts, TariffQuota quota)
    : IRequestHandler<TCommand, TAnswer>
    where TCommand : ChangeAccountStateCommand<TAnswer>
{
    public async Task<TAnswer> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var account = await accounts.FindForChangeAsync(request.Id.Value, cancellationToken);
        if (account is null || (account.IsDeleted && !request.IncludesDeleted))
        {
            throw AccountErrors.NotFound(request.Id.Value);
        }

        var counted = account.CountsForTariff;
        request.Apply(account);
        if (account.Changes().Count == 0)
        {
            return Answer(account);
        }

        if (account.CountsForTariff && !counted)
        {
            await quota.ReserveAsync(account.Settings.TariffId, cancellationToken);
        }

        await accounts.UpdateAsync(account, AuditRecord.OfAccount(request.Action, account), cancellationToken);
        return Answer(account);
    }

    protected abstract TAnswer Answer(Account account);
}

/// <summary>A change of state that returns no data.</summary>
internal abstract class ChangeAccountStateHandler<TCommand>(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<TCommand, Unit>(accounts, quota)
    where TCommand : ChangeAccountStateCommand<Unit>
{
    protected override Unit Answer(Account account) => Unit.Value;
}
