using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Ready means that the database answers and its schema is current (contract, section 11). The database is asked at most once a second, on
/// a connection that requests cannot use. Concurrent checks share the running or the last answer.
/// </summary>
internal sealed partial class DatabaseReadiness(
    DatabaseConnection database, SchemaState schema, TimeProvider clock, ILogger<DatabaseReadiness> logger) : IHealthCheck, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Lazy<NpgsqlDataSource> _source = new(database.CreateProbeSource);
    private Task<HealthCheckResult>? _answer;
    private long _askedAt;
    private bool _isUp = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!schema.IsCurrent)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The database was not reached yet, or its schema is not current."));
        }

        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && clock.GetElapsedTime(_askedAt) >= Validity))
            {
                _askedAt = clock.GetTimestamp();
                _answer = Task.Run(AskAsync, CancellationToken.None);
            }

            return _answer.WaitAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;

    private async Task<HealthCheckResult> AskAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await using var command = _source.Value.CreateCommand("select 1");
            await command.ExecuteNonQueryAsync(limit.Token).WaitAsync(Limit);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (_isUp)
            {
                LogDown(logger, database.Description, exception is OperationCanceledException or TimeoutException ? "it does not answer" : exception.Message);
            }

            _isUp = false;
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        if (!_isUp)
        {
            LogUp(logger, database.Description);
        }

        _isUp = true;
        return HealthCheckResult.Healthy();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Database} did not answer a readiness check ({Reason})")]
    private static partial void LogDown(ILogger logger, string database, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} answers readiness checks again")]
    private static partial void LogUp(ILogger logger, string database);
}
