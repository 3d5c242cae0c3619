using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.Infrastructure.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Altcraft.Accounts.Infrastructure.Startup;

/// <summary>
/// Prepares the database before the first request, and stops the private server after the last one. If an external database is unavailable,
/// the service answers 503 and retries until it is available.
/// </summary>
internal sealed partial class DatabaseLifetime(
    IConfiguration configuration,
    EmbeddedDatabase embedded,
    DatabaseConnection database,
    SchemaState schema,
    IServiceProvider services,
    ILogger<DatabaseLifetime> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _retrying = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        database.ConnectionString = embedded.IsUsed
            ? await embedded.StartAsync(cancellationToken)
            : configuration.GetConnectionString("Accounts")!;
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (DatabaseRefusal.OfSettings(exception, database.Description) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (!embedded.IsUsed && IsUnreachable(exception))
        {
            Report(exception);
            _retrying = RetryAsync(exception.Message, _stopping.Token);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _retrying;
        if (embedded.IsUsed)
        {
            await services.GetRequiredService<DataSources>().DisposeAsync();
            await embedded.StopAsync(cancellationToken);
        }
    }

    // Cancelled only: without a timer there is nothing to dispose, and StoppingAsync may run later when a host is stopped twice.
    public void Dispose() => _stopping.Cancel();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // Resolved only now: the data source needs the connection string.
        var check = services.GetRequiredService<ServerCheck>();
        await check.CheckDatabaseAsync(cancellationToken);
        await check.CheckSchemaAsync(cancellationToken);
        await services.GetRequiredService<SchemaMigrator>().MigrateAsync(cancellationToken);
        schema.IsCurrent = true;
    }

    /// <param name="reported">What keeps the database from being prepared, as the log says already.</param>
    private async Task RetryAsync(string reported, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(RetryEvery, cancellationToken);
                await PrepareAsync(cancellationToken);
                LogReached(logger, database.Description);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The service stops.
                return;
            }
            catch (Exception exception) when (exception.Message == reported)
            {
                LogStillNotPrepared(logger, exception.Message);
            }
            catch (Exception exception)
            {
                reported = exception.Message;
                Report(exception);
            }
        }
    }

    private void Report(Exception exception)
    {
        if ((exception as StartupException ?? DatabaseRefusal.OfSettings(exception, database.Description)) is { } refusal)
        {
            LogRefused(logger, refusal.Message);
        }
        else if (IsUnreachable(exception))
        {
            LogUnreachable(logger, database.Description, exception.Message);
        }
        else
        {
            LogMigrationFailed(logger, exception);
        }
    }

    // Npgsql throws the second when a server takes the connection and then does not answer.
    private static bool IsUnreachable(Exception exception) => exception is TimeoutException || (exception is NpgsqlException unreachable
        && PostgresErrors.Translate(unreachable) is AccountsException { Failure: Failure.Unavailable });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Database} cannot be reached ({Reason}): answering 503 and retrying every second")]
    private static partial void LogUnreachable(ILogger logger, string database, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Refusal} Answering 503 and retrying every second")]
    private static partial void LogRefused(ILogger logger, string refusal);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database still cannot be used ({Reason})")]
    private static partial void LogStillNotPrepared(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} can be reached")]
    private static partial void LogReached(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database could not be updated: retrying every second")]
    private static partial void LogMigrationFailed(ILogger logger, Exception exception);
}
