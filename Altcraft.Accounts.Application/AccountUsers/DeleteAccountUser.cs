using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Deletes a user, which frees the name and ends the code of a welcome mail (contract, section 12).</summary>
public sealed record DeleteAccountUserCommand : AccountUserCommand, IRequest<Unit>, IChange;

internal sealed class DeleteAccountUserValidator : AccountUserValidator<DeleteAccountUserCommand>;

internal sealed class DeleteAccountUserHandler(IAccountUserRepository users, AccountUserFinder finder, IAuditJournal journal)
    : IRequestHandler<DeleteAccountUserCommand, Unit>
{
    public async Task<Unit> Handle(DeleteAccountUserCommand request, CancellationToken cancellationToken)
    {
        var user = await finder.FindForChangeAsync(request.AccountId.Value, request.Name.Value, cancellationToken);
        await users.DeleteAsync(user.AccountId, TextKey.Of(user.Name), cancellationToken);
        await journal.AppendAsync(AuditRecord.OfUser("delete", user, null), cancellationToken);
        return Unit.Value;
    }
}
