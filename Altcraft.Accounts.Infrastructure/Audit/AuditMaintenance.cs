using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>
/// Keeps house in the background: makes the journal's months ahead of time, drops those past their retention (contract, section 9),
/// and forgets Idempotency-Keys after 24 hours (section 10). Nothing here is needed for a request to succeed: what fails is logged
/// and tried again.
/// </summary>
internal sealed partial class AuditMaintenance(
    Func<NpgsqlDataSource> dataSource,
    DatabaseState state,
    IOptions<AuditOptions> options,
    TimeProvider clock,
    ILogger<AuditMaintenance> logger) : BackgroundService
{
    // Any number will do, as long as it is only ours: "journal" in ASCII.
    private const long LockNumber = 0x6A6F75726E616C;

    private const int MonthsAhead = 2;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilReady = TimeSpan.FromMilliseconds(200);

    /// <summary>Does all there is to do now.</summary>
    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        const string AddSql = "select audit_entries_add_month(@month)";
        const string ForgetSql = "select audit_entries_forget(@before)";
        const string KeysSql = "delete from idempotency_keys where created_at <= now() - interval '24 hours'";
        var now = clock.GetUtcNow().UtcDateTime;
        var month = new DateOnly(now.Year, now.Month, 1);
        var succeeded = true;
        for (var ahead = 0; ahead <= MonthsAhead; ahead++)
        {
            succeeded &= await TryAsync(AddSql, "month", month.AddMonths(ahead), cancellationToken);
        }

        succeeded &= await TryAsync(ForgetSql, "before", now.AddDays(-options.Value.RetentionDays), cancellationToken);
        succeeded &= await TryAsync(KeysSql, null, null, cancellationToken);
        Measured.MaintenanceEnded(succeeded);
        return succeeded;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!state.IsSchemaCurrent)
            {
                await Task.Delay(UntilReady, stoppingToken);
            }

            while (true)
            {
                await Task.Delay(await RunAsync(stoppingToken) ? Every : AfterFailure, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    // Each step in a transaction of its own: one that fails takes none of the others back, and locks are held for one step only.
    private async Task<bool> TryAsync(string sql, string? parameter, object? value, CancellationToken cancellationToken)
    {
        // A change of partitions waits for the journal's writers, and others wait behind it: better to give up soon and come back.
        const string BeginSql = "set local lock_timeout = '1s'; set local statement_timeout = 0; select pg_try_advisory_xact_lock(@lock)";
        try
        {
            await using var connection = await dataSource().OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var begin = new CommandDefinition(BeginSql, new { @lock = LockNumber }, transaction, cancellationToken: cancellationToken);
            if (!await connection.ExecuteScalarAsync<bool>(begin))
            {
                // Another replica is at it.
                return true;
            }

            // Neither the server nor the client ends it: a month may have many rows, and a step that is cut off is begun anew for ever.
            await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
            if (parameter is not null)
            {
                command.Parameters.AddWithValue(parameter, value!);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, sql, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Maintenance of the audit journal failed and is tried again in a minute: {Statement}")]
    private static partial void LogFailed(ILogger logger, string statement, Exception exception);
}
