using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Asks the database every 300 ms, on a connection and a thread of its own, whether it is there. Refused, cut off, or silent for a second
/// while nobody else was answered either: it is away, until it answers again (decision 0009).
/// </summary>
internal sealed partial class DatabaseWatch(
    DatabaseConnection database, Func<NpgsqlDataSource> dataSource, DatabaseState state, ILogger<DatabaseWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var source = database.CreateWatchSource();
        var question = new DatabaseQuestion(source, state);
        try
        {
            while (true)
            {
                await LookAsync(question.AskAsync(), stoppingToken);
                await Task.Delay(Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the connection is left to the end of the process, which a silent database cannot hold up.
        }
    }

    // What goes on for long is not given up: when the database wakes up, this is the first to know.
    private async Task LookAsync(Task<DatabaseAnswer> asking, CancellationToken stoppingToken)
    {
        var patience = new Patience(state);
        while (await Task.WhenAny(asking, Task.Delay(Patience.Glance, stoppingToken)) != asking)
        {
            stoppingToken.ThrowIfCancellationRequested();
            if (patience.EndsNow())
            {
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
            dataSource().Clear();
        }

        state.NoteSign();
        if (state is { IsAway: true, IsSchemaCurrent: true })
        {
            dataSource().Clear();
            state.Back();
            LogBack(logger, database.Description);
        }
    }

    private async Task GoneAsync(string reason)
    {
        if (!state.IsAway)
        {
            LogAway(logger, database.Description, reason);
            await state.GoneAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Database} is away ({Reason}): answering 503 until it is back")]
    private static partial void LogAway(ILogger logger, string database, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database {Database} is back")]
    private static partial void LogBack(ILogger logger, string database);
}
