using Altcraft.Accounts.Application.Audit;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.ChangeState;

/// <summary>
/// Carries every change of state out (contract, section 6): activate, deactivate, freeze, unfreeze, delete, restore. Repeating
/// one succeeds and writes nothing, except that of a deleted account only delete and restore know.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <typeparam name="TAnswer">Its answer.</typeparam>
internal sealed class ChangeAccountStateHandler<TCommand, TAnswer>(IAccountRepository accounts, TariffQuota quota)
    : IRequestHandler<TCommand, TAnswer>
    where TCommand : ChangeAccountStateCommand<TAnswer>
{
    public async Task<TAnswer> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var account = await accounts.FindForChangeAsync(request.Id.Value, cancellationToken);
        if (account is null || (account.IsDeleted && !request.FindsDeleted))
        {
            throw AccountErrors.NotFound(request.Id.Value);
        }

        var tookPlace = account.CountsForTariff;
        request.Apply(account);
        if (account.Changes().Count == 0)
        {
            return request.Answer(account);
        }

        if (account.CountsForTariff && !tookPlace)
        {
            await quota.ReserveAsync(account.Settings.TariffId, cancellationToken);
        }

        await accounts.UpdateAsync(account, AuditEntry.OfAccount(request.Action, account), cancellationToken);
        return request.Answer(account);
    }
}
