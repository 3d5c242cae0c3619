using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Reads one user of an account (contract, section 12).</summary>
public sealed record GetAccountUserQuery : AccountUserCommand, IRequest<AccountUser>;

internal sealed class GetAccountUserValidator : AccountUserValidator<GetAccountUserQuery>;

internal sealed class GetAccountUserHandler(AccountUserFinder finder) : IRequestHandler<GetAccountUserQuery, AccountUser>
{
    public Task<AccountUser> Handle(GetAccountUserQuery request, CancellationToken cancellationToken) =>
        finder.FindAsync(request.AccountId.Value, request.Name.Value, cancellationToken);
}
