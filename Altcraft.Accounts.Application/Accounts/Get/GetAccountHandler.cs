using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.Get;

/// <summary>Carries <c>accounts/get</c> out (contract, section 6).</summary>
internal sealed class GetAccountHandler(IAccountRepository accounts) : IRequestHandler<GetAccountQuery, Account>
{
    public async Task<Account> Handle(GetAccountQuery request, CancellationToken cancellationToken) => request.Id.HasValue
        ? await accounts.FindAsync(request.Id.Value, cancellationToken) ?? throw AccountErrors.NotFound(request.Id.Value)
        : await accounts.FindByNameAsync(TextKey.Of(request.Name.Value), cancellationToken) ?? throw AccountErrors.NameNotFound(request.Name.Value);
}
