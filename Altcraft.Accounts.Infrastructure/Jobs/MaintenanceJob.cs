using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;
using Microsoft.Extensions.Hosting;

namespace Altcraft.Accounts.Infrastructure.Jobs;

/// <summary>
/// Statements that keep a table in order: once at the start, then every hour, by one replica at a time. No request depends on them. One
/// that fails is logged, counted and tried again after a minute, and takes none of the others back.
/// </summary>
/// <param name="name">What is kept in order: a label of the metric and a word of the log.</param>
/// <param name="lockNumber">An advisory lock of this job alone.</param>
internal abstract partial class MaintenanceJob(string name, long lockNumber, DatabaseConnection database, SchemaState schema, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilReady = TimeSpan.FromMilliseconds(200);

    /// <summary>The statements that are due now, each with its parameters.</summary>
    protected abstract IEnumerable<(string Sql, object? Parameters)> Statements();

    /// <summary>Runs what is due.</summary>
    /// <returns>Whether nothing failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var succeeded = true;
        await using var source = database.CreateMigrationSource();
        foreach (var (sql, parameters) in Statements())
        {
            try
            {
                await RunAsync(source, sql, parameters, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, exception, name, sql);
                succeeded = false;
            }
        }

        ServiceMetrics.MaintenanceEnded(name, succeeded);
        return succeeded;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!schema.IsCurrent)
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

    private async Task RunAsync(NpgsqlDataSource source, string sql, object? parameters, CancellationToken cancellationToken)
    {
        // What waits for a lock makes others wait behind it: better to give up soon and come back.
        const string BeginSql = "set local lock_timeout = '1s'; select pg_try_advisory_xact_lock(@lockNumber)";
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(BeginSql, new { lockNumber }, transaction, cancellationToken: cancellationToken)))
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Maintenance of {Name} failed and is tried again in a minute: {Statement}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name, string statement);
}
