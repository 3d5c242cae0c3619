using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Accounts.SaveAccount;

/// <summary>Finds what the references of a save name, by ID or name; every one that names nothing becomes an error of its own.</summary>
internal sealed class AccountReferenceResolver(
    ITariffRepository tariffs,
    IWebVersionPolicyRepository policies,
    IDatabaseRepository databases,
    IExternalDataConnectorRepository connectors) : IReferenceCheck<SaveAccountCommand>
{
    public async Task<AccountReferences> ResolveAsync(SaveAccountCommand command, CancellationToken cancellationToken)
    {
        var problems = new List<Error>();
        return new AccountReferences
        {
            Tariff = await FindTariffAsync(command.Tariff, problems, cancellationToken),
            WebVersionPolicyId = await FindAsync(
                "web_version_policy", command.WebVersionPolicy, reference => policies.FindAsync(reference, cancellationToken), problems),
            AccountPostgresqlId = await FindAsync(
                "account_postgresql",
                command.AccountPostgresql,
                reference => databases.FindAsync(Database.Postgresql, reference, cancellationToken),
                problems),
            AccountCacheClickhouseId = await FindAsync(
                "account_cache_clickhouse",
                command.AccountCacheClickhouse,
                reference => databases.FindAsync(Database.Clickhouse, reference, cancellationToken),
                problems),
            ExternalDataConnectorIds = await FindConnectorsAsync(command.ExternalDataConnectors, problems, cancellationToken),
            Problems = problems,
        };
    }

    public async Task<IReadOnlyList<Error>> FindProblemsAsync(SaveAccountCommand request, CancellationToken cancellationToken) =>
        (await ResolveAsync(request, cancellationToken)).Problems;

    private async Task<Tariff?> FindTariffAsync(
        Parameter<EntityReference> parameter, List<Error> problems, CancellationToken cancellationToken)
    {
        if (!parameter.HasValue)
        {
            return null;
        }

        var tariff = await tariffs.FindAsync(parameter.Value, cancellationToken);
        if (tariff is null)
        {
            problems.Add(AccountErrors.ReferenceNotFound("tariff", parameter.Value.ToString()));
        }

        return tariff;
    }

    private static async Task<Parameter<long?>> FindAsync<T>(
        string field, Parameter<EntityReference> parameter, Func<EntityReference, Task<T?>> find, List<Error> problems)
        where T : DirectoryEntry
    {
        if (!parameter.HasValue || parameter.Value.IsNone)
        {
            return parameter.Select<long?>(_ => null);
        }

        if (await find(parameter.Value) is { } found)
        {
            return (long?)found.Id;
        }

        problems.Add(AccountErrors.ReferenceNotFound(field, parameter.Value.ToString()));
        return Parameter<long?>.Unreadable;
    }

    private async Task<Parameter<IReadOnlyList<long>>> FindConnectorsAsync(
        Parameter<IReadOnlyList<EntityReference>> parameter, List<Error> problems, CancellationToken cancellationToken)
    {
        if (!parameter.HasValue || parameter.Value.Count == 0)
        {
            return parameter.Select<IReadOnlyList<long>>(_ => []);
        }

        var found = await connectors.FindAllAsync(parameter.Value, cancellationToken);
        var ids = new List<long>(parameter.Value.Count);
        foreach (var reference in parameter.Value.Distinct())
        {
            if (found.Matching(reference) is not { } connector)
            {
                problems.Add(AccountErrors.ReferenceNotFound("external_data_connectors", reference.ToString()));
            }
            else if (!ids.Contains(connector.Id))
            {
                ids.Add(connector.Id);
            }
        }

        return ids;
    }
}
