using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.Accounts.SaveAccount;

/// <summary>The resolved references of a save.</summary>
internal sealed record AccountReferences
{
    /// <summary>The tariff; <see langword="null"/> only when there are <see cref="Problems"/>.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>The policy's ID; absent when the parameter was.</summary>
    public Parameter<long?> WebVersionPolicyId { get; init; }

    /// <summary>The PostgreSQL database's ID; absent when the parameter was.</summary>
    public Parameter<long?> AccountPostgresqlId { get; init; }

    /// <summary>The ClickHouse database's ID; absent when the parameter was.</summary>
    public Parameter<long?> AccountCacheClickhouseId { get; init; }

    /// <summary>The connectors' IDs, each once, in the caller's order; absent when the parameter was.</summary>
    public Parameter<IReadOnlyList<long>> ExternalDataConnectorIds { get; init; }

    /// <summary>One error for each reference that names nothing.</summary>
    public required IReadOnlyList<Error> Problems { get; init; }
}

/// <summary>Resolves the references of a save. Each reference that names nothing becomes an error.</summary>
internal sealed class AccountReferenceResolver(
    IDirectoryRepository<Tariff> tariffs,
    IDirectoryRepository<WebVersionPolicy> policies,
    IDirectoryRepository<Database> databases,
    IDirectoryRepository<ExternalDataConnector> connectors) : IReferenceCheck<SaveAccountCommand>
{
    public async Task<AccountReferences> ResolveAsync(SaveAccountCommand command, CancellationToken cancellationToken)
    {
        var problems = new List<Error>();
        return new AccountReferences
        {
            Tariff = command.Tariff.HasValue
                ? await tariffs.FindItemAsync("tariff", command.Tariff.Value, null, problems, cancellationToken)
                : null,
            WebVersionPolicyId = await policies.FindIdAsync("web_version_policy", command.WebVersionPolicy, null, problems, cancellationToken),
            AccountPostgresqlId = await databases.FindIdAsync(
                "account_postgresql", command.AccountPostgresql, Database.Postgresql, problems, cancellationToken),
            AccountCacheClickhouseId = await databases.FindIdAsync(
                "account_cache_clickhouse", command.AccountCacheClickhouse, Database.Clickhouse, problems, cancellationToken),
            ExternalDataConnectorIds = await FindConnectorsAsync(command.ExternalDataConnectors, problems, cancellationToken),
            Problems = problems,
        };
    }

    public async Task<IReadOnlyList<Error>> FindProblemsAsync(SaveAccountCommand request, CancellationToken cancellationToken) =>
        (await ResolveAsync(request, cancellationToken)).Problems;

    private async Task<Parameter<IReadOnlyList<long>>> FindConnectorsAsync(
        Parameter<IReadOnlyList<EntityReference>> parameter, List<Error> problems, CancellationToken cancellationToken)
    {
        if (!parameter.HasValue || parameter.Value.Count == 0)
        {
            return parameter.Select<IReadOnlyList<long>>(_ => []);
        }

        var found = await connectors.FindAllAsync(parameter.Value, cancellationToken);
        var references = parameter.Value.Distinct().ToList();
        problems.AddRange(references.Where(reference => !found.ContainsKey(reference))
            .Select(reference => AccountErrors.ReferenceNotFound("external_data_connectors", reference.ToString())));
        return references.Where(found.ContainsKey).Select(reference => found[reference].Id).Distinct().ToList();
    }
}
