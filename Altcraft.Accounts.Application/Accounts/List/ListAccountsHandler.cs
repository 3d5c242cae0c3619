using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.List;

/// <summary>Carries <c>accounts/list</c> out (contract, section 6).</summary>
internal sealed class ListAccountsHandler(IAccountRepository accounts, ITariffRepository tariffs)
    : IRequestHandler<ListAccountsQuery, Page<Account>>
{
    public async Task<Page<Account>> Handle(ListAccountsQuery request, CancellationToken cancellationToken) => await accounts.ListAsync(
        new AccountFilter
        {
            FromId = request.FirstId(),
            Limit = request.Size(),
            SearchKey = request.Search.Or(string.Empty) is { Length: > 0 } search ? TextKey.Of(search) : null,
            IsActive = request.IsActive.HasValue ? request.IsActive.Value : null,
            IsFrozen = request.IsFrozen.HasValue ? request.IsFrozen.Value : null,
            TariffId = await FindTariffAsync(request.Tariff, cancellationToken),
        },
        cancellationToken);

    private async Task<long?> FindTariffAsync(Parameter<EntityReference> parameter, CancellationToken cancellationToken)
    {
        if (!parameter.HasValue)
        {
            return null;
        }

        var tariff = await tariffs.FindAsync(parameter.Value, cancellationToken);
        return tariff?.Id ?? throw new AccountsException(
            Failure.IncorrectRequest, AccountErrors.ReferenceNotFound("tariff", parameter.Value.ToString()));
    }
}
