using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Ready: the database answers, and its schema is current (contract, section 11).</summary>
internal sealed class DatabaseReadiness(DatabaseState state, Func<NpgsqlDataSource> dataSource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.IsSchemaCurrent)
        {
            return HealthCheckResult.Unhealthy("The database was not reached yet, or its schema is not current.");
        }

        try
        {
            await using var command = dataSource().CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
