using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Ready: the database answers (<see cref="DatabaseWatch"/>), and its schema is current (contract, section 11).</summary>
internal sealed class DatabaseReadiness(DatabaseState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !state.IsSchemaCurrent ? HealthCheckResult.Unhealthy("The database was not reached yet, or its schema is not current.")
        : state.IsAway ? HealthCheckResult.Unhealthy("The database does not answer.")
        : HealthCheckResult.Healthy());
}
