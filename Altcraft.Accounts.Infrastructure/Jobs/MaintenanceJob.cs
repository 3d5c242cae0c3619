using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;
using Microsoft.Extensions.Hosting;

namespace Altcraft.Accounts.Infrastructure.Jobs;

/// <summary>
/// Statements that maintain a table: at the start and then hourly, by one replica at a time. Requests do not depend on them. A failed one
/// is logged, counted and retried after a minute, and does not roll back the others. An alert reports jobs that fail, and those that have
/// not succeeded for hours.
/// </summary>
/// <param name="name">The name in metrics and logs.</param>
/// <param name="lockNumber">The number of an advisory lock, unique to the job.</param>
internal abstract partial class MaintenanceJob(string name, long lockNumber, DatabaseConnection database, SchemaState schema, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilReady = TimeSpan.FromMilliseconds(200);

    /// <summary>The name in metrics and logs.</summary>
    public string Name => name;

    /// <summary>
    /// The statements that are due, with their parameters. What one answers as text says how it goes on: nothing, there is another step and the
    /// statement is to be repeated; anything else is for the log.
    /// </summary>
    protected abstract IEnumerable<(string Sql, object? Parameters)> Statements();

    /// <summary>Runs the statements that are due.</summary>
    /// <returns>Whether all succeeded.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var succeeded = true;
        await using var source = database.CreateMigrationSource();
        foreach (var (sql, parameters) in Statements())
        {
            try
            {
                string? done;
                do
                {
                    done = await RunAsync(source, sql, parameters, cancellationToken);
                }
                while (done is { Length: 0 });

                if (done is not null)
                {
                    LogDone(logger, name, done);
                }
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
        ServiceMetrics.MaintenanceEnded(name, succeeded: true, count: 0);
        ServiceMetrics.MaintenanceEnded(name, succeeded: false, count: 0);
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

    private async Task<string?> RunAsync(NpgsqlDataSource source, string sql, object? parameters, CancellationToken cancellationToken)
    {
        // A statement that waits for a lock blocks others behind it, so it gives up soon and is retried. Behind a pooler the session has the time
        // limit of requests.
        const string BeginSql = "set local lock_timeout = '1s'; set local statement_timeout = 0; select pg_try_advisory_xact_lock(@lockNumber)";
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(BeginSql, new { lockNumber }, transaction, cancellationToken: cancellationToken)))
        {
            return null;
        }

        // Without a limit a connection that is lost would hold the job for ever.
        var answer = await connection.ExecuteScalarAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: (int)Every.TotalSeconds, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return answer as string;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance of {Name}: {Done}")]
    private static partial void LogDone(ILogger logger, string name, string done);

    [LoggerMessage(Level = LogLevel.Error, Message = "Maintenance of {Name} failed and will be retried in a minute: {Statement}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name, string statement);
}
