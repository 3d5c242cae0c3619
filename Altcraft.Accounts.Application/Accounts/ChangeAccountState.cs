using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>A change of one account's state (contract, section 6): what all of them share.</summary>
public abstract record ChangeAccountStateCommand<TAnswer> : ParameterObject, IRequest<TAnswer>, IChange
{
    /// <summary>The account.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The word behind <c>account.</c> in the journal.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether deleted accounts can be changed too.</summary>
    internal virtual bool IncludesDeleted => false;

    /// <summary>Changes the account.</summary>
    internal abstract void Apply(Account account);
}

/// <summary>The rule that all changes of state share: the ID is required.</summary>
internal abstract class ChangeAccountStateValidator<TCommand, TAnswer> : CommandValidator<TCommand>
    where TCommand : ChangeAccountStateCommand<TAnswer>
{
    protected ChangeAccountStateValidator() => RuleFor(command => command.Id).Required().Id();
}

/// <summary>
/// Changes the state of an account (contract, section 6). Repeating a change succeeds and writes nothing. Deleted accounts exist only for
/// the commands that include them.
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

    /// <summary>The answer once the account is changed.</summary>
    protected abstract TAnswer Answer(Account account);
}

/// <summary>A change of state without data in its answer.</summary>
internal abstract class ChangeAccountStateHandler<TCommand>(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<TCommand, Unit>(accounts, quota)
    where TCommand : ChangeAccountStateCommand<Unit>
{
    protected override Unit Answer(Account account) => Unit.Value;
}
