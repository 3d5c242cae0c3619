using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Asks the database every 300 ms, on a connection of its own, whether it is there. Refused, cut off, or silent for a second while
/// nobody else was answered either: it is away, until it answers again (decision 0009).
/// </summary>
internal sealed partial class DatabaseWatch(
    DatabaseConnection database, Func<NpgsqlDataSource> requests, DatabaseState state, ILogger<DatabaseWatch> logger) : BackgroundService
{
    // The sequence is there from the first migration on, and reading it costs next to nothing.
    private const string AskSql = "select last_value from audit_entries_id";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(300);

    private NpgsqlConnection? _connection;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var source = database.CreateWatchSource();
        try
        {
            while (true)
            {
                await LookAsync(AskAsync(source), stoppingToken);
                await Task.Delay(Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the connection is left to the end of the process, which a silent database cannot hold up.
        }
    }

    // What goes on for long is not given up: when the database wakes up, this is the first to know.
    private async Task LookAsync(Task<Answer> asking, CancellationToken stoppingToken)
    {
        var patience = new Patience(state);
        while (await Task.WhenAny(asking, Task.Delay(Patience.Glance, stoppingToken)) != asking)
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (patience.EndsNow())
            {
                ThreadReserve.For(asking);
                await GoneAsync("it does not answer");
            }
        }

        var answer = await asking;
        if (!answer.IsThere)
        {
            await GoneAsync(answer.Problem);
            return;
        }

        if (answer.IsCut)
        {
            // The idle ones in the pool were cut off as well, and each would cost a request its answer.
            await ClearAsync();
        }

        state.NoteSign();
        if (state is { IsAway: true, IsSchemaCurrent: true })
        {
            await ClearAsync();
            state.Back();
            LogBack(logger, database.Description);
        }
    }

    private Task ClearAsync() => Task.Run(() => requests().Clear());

    private async Task GoneAsync(string reason)
    {
        if (!state.IsAway)
        {
            LogAway(logger, database.Description, reason);
            await state.GoneAsync();
        }
    }

    private async Task<Answer> AskAsync(NpgsqlDataSource source)
    {
        var isCut = false;
        while (true)
        {
            var isNew = _connection is null;
            try
            {
                _connection ??= await source.OpenConnectionAsync();
                state.JournalMark = await _connection.ExecuteScalarAsync<long>(AskSql);
                return new Answer(true, isCut, string.Empty);
            }
            catch (PostgresException exception) when (exception.InvariantSeverity == "ERROR" || exception.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                // It answers, if not with what was asked: the first migration is still to come, or others have all connections.
                return new Answer(true, isCut, string.Empty);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
            {
                await ForgetConnectionAsync();
                isCut = true;
                if (isNew)
                {
                    return new Answer(false, isCut, exception.Message);
                }
            }
        }
    }

    private async Task ForgetConnectionAsync()
    {
        if (_connection is { } broken)
        {
            _connection = null;
            await broken.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Database} is away ({Reason}): answering 503 until it is back")]
    private static partial void LogAway(ILogger logger, string database, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} is back")]
    private static partial void LogBack(ILogger logger, string database);

    private sealed record Answer(bool IsThere, bool IsCut, string Problem);
}
