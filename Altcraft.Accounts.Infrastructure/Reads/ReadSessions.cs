using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Telemetry;

namespace Altcraft.Accounts.Infrastructure.Reads;

/// <summary>The standbys, for reads that may be slightly stale (<c>Database:ReadFrom</c>, docs/scaling.md).</summary>
internal sealed partial class StandbyDatabase : IAsyncDisposable
{
    // More lines would say nothing more: the metric counts them all.
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly ILogger<StandbyDatabase> _logger;
    private long? _logged;

    public StandbyDatabase(DatabaseConnection database, TimeProvider clock, ILogger<StandbyDatabase> logger)
    {
        (_clock, _logger) = (clock, logger);
        Source = database.CreateStandbySource();
        ServiceMetrics.StandbyFailed(count: 0);
    }

    /// <summary>Prefers a standby among the connection string's hosts; <see langword="null"/> when all reads go to the primary.</summary>
    public NpgsqlDataSource? Source { get; }

    /// <summary>Reports that a standby could not answer a read, and that the primary is asked instead.</summary>
    public void ReportFailure(Exception exception)
    {
        ServiceMetrics.StandbyFailed();
        if (_logged is not { } last || _clock.GetElapsedTime(last) >= LogEvery)
        {
            _logged = _clock.GetTimestamp();
            LogFailed(_logger, (exception.InnerException ?? exception).Message);
        }
    }

    public ValueTask DisposeAsync() => Source?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A standby could not answer a read, so the primary was asked ({Reason}); told once a minute")]
    private static partial void LogFailed(ILogger logger, string reason);
}

/// <summary>
/// Runs reads on which no change is based: on a standby, if one is configured, or else on the primary. The primary also answers what a
/// standby cannot, because it is unavailable or its replay conflicts with the query.
/// </summary>
internal sealed class ReadSessions(StandbyDatabase standby, DbSession request, DataSources sources, SchemaState schema)
{
    /// <summary>Whether reads may use a standby.</summary>
    public bool HasStandby => standby.Source is not null;

    /// <summary>Runs a read.</summary>
    /// <param name="read">May be called twice, with another session.</param>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> read)
    {
        if (HasStandby)
        {
            try
            {
                await using var session = new DbSession(standby.Source!, schema);
                return await read(session);
            }
            catch (AccountsException exception) when (exception.Failure == Failure.Unavailable)
            {
                // If the primary fails too, its error is reported as well.
                standby.ReportFailure(exception);
            }
        }

        return await read(request);
    }

    /// <summary>Runs a read that may be slow on a small pool of its own.</summary>
    /// <param name="read">May be called twice, with another session.</param>
    /// <param name="advice">Tells the caller how to narrow a search that is too slow.</param>
    /// <exception cref="AccountsException">503: the search takes longer than 2 seconds, or no connection of the pool is free.</exception>
    public Task<T> SearchAsync<T>(Func<DbSession, Task<T>> read, string advice) => ReadAsync(async from =>
    {
        if (from != request)
        {
            return await read(from);
        }

        try
        {
            await using var session = new DbSession(sources.Searches, schema);
            return await read(session);
        }
        catch (AccountsException exception) when (exception.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.QueryCanceled
        })
        {
            var error = new Error(null, ErrorCodes.TooSlow, "The search takes too long: " + advice);
            throw new AccountsException(Failure.Unavailable, exception.InnerException, error);
        }
    });
}
