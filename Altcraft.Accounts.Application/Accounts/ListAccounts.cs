using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Lists accounts in ID order (contract, section 6).</summary>
public sealed record ListAccountsQuery : OrderedPageQuery, IRequest<Page<Account>>
{
    /// <summary>The maximum length of <see cref="Search"/>, in characters.</summary>
    public const int MaxSearchLength = 255;

    /// <summary>Part of the name or the title, ignoring case.</summary>
    public Parameter<string> Search { get; init; }

    /// <summary>Only active accounts, or only inactive ones.</summary>
    public Parameter<bool> IsActive { get; init; }

    /// <summary>Only frozen accounts, or only others.</summary>
    public Parameter<bool> IsFrozen { get; init; }

    /// <summary>Only accounts of a tariff: ID or name; 0 for all.</summary>
    public Parameter<EntityReference> Tariff { get; init; }
}

internal sealed class ListAccountsValidator : OrderedPageQueryValidator<ListAccountsQuery>
{
    public ListAccountsValidator()
    {
        RuleFor(query => query.Search).MaxLength(ListAccountsQuery.MaxSearchLength);
        RuleFor(query => query.Tariff).Reference(lowestId: 0);
    }
}

internal sealed class ListAccountsHandler(IAccountRepository accounts, IDirectoryRepository<Tariff> tariffs)
    : IRequestHandler<ListAccountsQuery, Page<Account>>
{
    public async Task<Page<Account>> Handle(ListAccountsQuery request, CancellationToken cancellationToken) => await accounts.ListAsync(
        new AccountFilter
        {
            FromId = request.FirstId,
            Limit = request.Size,
            IsDescending = request.IsDescending,
            SearchKey = request.Search.TextOrNull() is { } search ? TextKey.Of(search) : null,
            IsActive = request.IsActive.OrNull(),
            IsFrozen = request.IsFrozen.OrNull(),
            TariffId = await FindTariffAsync(request.Tariff, cancellationToken),
        },
        cancellationToken);

    private async Task<long?> FindTariffAsync(Parameter<EntityReference> parameter, CancellationToken cancellationToken)
    {
        if (!parameter.HasValue || parameter.Value.IsNone)
        {
            return null;
        }

        var tariff = await tariffs.FindAsync(parameter.Value, kind: null, cancellationToken);
        return tariff?.Id ?? throw new AccountsException(
            Failure.IncorrectRequest, AccountErrors.ReferenceNotFound("tariff", parameter.Value.ToString()));
    }
}
