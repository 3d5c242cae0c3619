using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tariffs;

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
