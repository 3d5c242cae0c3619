using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

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

    /// <summary>Only accounts with a web-version policy: ID or name; 0 for all.</summary>
    public Parameter<EntityReference> WebVersionPolicy { get; init; }

    /// <summary>Only accounts with a database of kind <c>postgresql</c>: ID or name; 0 for all.</summary>
    public Parameter<EntityReference> AccountPostgresql { get; init; }

    /// <summary>Only accounts with a database of kind <c>clickhouse</c>: ID or name; 0 for all.</summary>
    public Parameter<EntityReference> AccountCacheClickhouse { get; init; }

    /// <summary>Only accounts that have an external data connector among theirs: ID or name; 0 for all.</summary>
    public Parameter<EntityReference> ExternalDataConnector { get; init; }
}

internal sealed class ListAccountsValidator : OrderedPageQueryValidator<ListAccountsQuery>
{
    public ListAccountsValidator()
    {
        RuleFor(query => query.Search).MaxLength(ListAccountsQuery.MaxSearchLength);
        RuleFor(query => query.Tariff).Reference(lowestId: 0);
        RuleFor(query => query.WebVersionPolicy).Reference(lowestId: 0);
        RuleFor(query => query.AccountPostgresql).Reference(lowestId: 0);
        RuleFor(query => query.AccountCacheClickhouse).Reference(lowestId: 0);
        RuleFor(query => query.ExternalDataConnector).Reference(lowestId: 0);
    }
}

internal sealed class ListAccountsHandler(
    IAccountRepository accounts,
    IDirectoryRepository<Tariff> tariffs,
    IDirectoryRepository<WebVersionPolicy> policies,
    IDirectoryRepository<Database> databases,
    IDirectoryRepository<ExternalDataConnector> connectors) : IRequestHandler<ListAccountsQuery, Page<Account>>
{
    public async Task<Page<Account>> Handle(ListAccountsQuery request, CancellationToken cancellationToken)
    {
        var unknown = new List<Error>();
        var filter = new AccountFilter
        {
            FromId = request.FirstId,
            Limit = request.Size,
            IsDescending = request.IsDescending,
            SearchKey = request.Search.TextOrNull() is { } search ? TextKey.Of(search) : null,
            IsActive = request.IsActive.OrNull(),
            IsFrozen = request.IsFrozen.OrNull(),
            TariffId = await FindAsync("tariff", request.Tariff, tariffs),
            WebVersionPolicyId = await FindAsync("web_version_policy", request.WebVersionPolicy, policies),
            AccountPostgresqlId = await FindAsync("account_postgresql", request.AccountPostgresql, databases, Database.Postgresql),
            AccountCacheClickhouseId = await FindAsync("account_cache_clickhouse", request.AccountCacheClickhouse, databases, Database.Clickhouse),
            ExternalDataConnectorId = await FindAsync("external_data_connector", request.ExternalDataConnector, connectors),
        };
        return unknown.Count == 0
            ? await accounts.ListAsync(filter, cancellationToken)
            : throw new AccountsException(Failure.IncorrectRequest, unknown);

        async Task<long?> FindAsync<TItem>(
            string field, Parameter<EntityReference> reference, IDirectoryRepository<TItem> items, string? kind = null)
            where TItem : DirectoryItem =>
            (await items.FindIdAsync(field, reference, kind, unknown, cancellationToken)).Or(null);
    }
}
