using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Finds out what became of a write whose answer got lost: stored or not, asked of the journal on another connection. A 503 then says
/// "nothing was changed" only where that is true (decision 0009). Costs nothing as long as answers arrive.
/// </summary>
internal sealed class CertainWrite(NpgsqlDataSource dataSource, DatabaseState state, IOptions<DatabaseOptions> options, TimeProvider clock)
{
    // The caller is to be answered within 2 seconds, and the loss itself may have taken one to be noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    /// <summary>Carries out a statement that is its own transaction.</summary>
    /// <param name="connections">Where it goes.</param>
    /// <param name="entries">The journal's entries it writes, one for each result.</param>
    /// <param name="run">Sends it.</param>
    /// <param name="resultOf">The result of an entry that was found to be stored under the ID of its object, or was not.</param>
    /// <exception cref="AccountsException">503: nothing was stored, or <see cref="ErrorCodes.OutcomeUnknown"/>.</exception>
    public async Task<IReadOnlyList<T>> RunAsync<T>(
        JoinedConnections connections, IReadOnlyList<AuditRow> entries, Func<NpgsqlConnection, Task<IReadOnlyList<T>>> run, Func<long?, T> resultOf)
    {
        var mark = state.JournalMark;
        var processId = 0;
        try
        {
            return await state.WaitAsync(away => connections.RunAsync(
                connection =>
                {
                    // In this order: whoever is let go either finds that it is on its way, or it does not go.
                    Interlocked.Exchange(ref processId, connection.ProcessID);
                    away.ThrowIfCancellationRequested();
                    return run(connection);
                },
                away));
        }
        catch (Exception exception) when (processId != 0 && MayBeStored(exception))
        {
            var found = await FindAsync(entries, mark, processId, exception);
            return [.. found.Select(resultOf)];
        }
    }

    /// <summary>Whether a write that ended so may have been stored all the same.</summary>
    public static bool MayBeStored(Exception exception) => exception switch
    {
        PostgresException refused => refused.InvariantSeverity is not "ERROR",
        DbException or IOException or InvalidOperationException or OperationCanceledException => true,
        AccountsException { Failure: Failure.Unavailable } => true,
        _ => false,
    };

    /// <summary>Looks for entries of the journal.</summary>
    /// <param name="entries">What the write has entered if it was stored.</param>
    /// <param name="mark"><see cref="DatabaseState.JournalMark"/> before any of them was sent.</param>
    /// <param name="processId">The server process that has it.</param>
    /// <param name="cause">How its answer was lost.</param>
    /// <returns>For each entry the ID of its object; all <see langword="null"/> when nothing was stored.</returns>
    /// <exception cref="AccountsException">503, outcome unknown.</exception>
    public async Task<IReadOnlyList<long?>> FindAsync(IReadOnlyList<AuditRow> entries, long mark, int processId, Exception cause)
    {
        // A database that is silent has nothing to say about this either.
        var isSilent = cause is AccountsException;
        for (var began = clock.GetTimestamp(); !isSilent && clock.GetElapsedTime(began) < Patience; await Task.Delay(Pause, clock))
        {
            try
            {
                if (await AskAsync(entries, mark, processId).WaitAsync(Patience - clock.GetElapsedTime(began), clock) is { } found)
                {
                    return found.Any(id => id is not null) ? found : throw PostgresErrors.Unavailable(cause);
                }
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException or IOException or TimeoutException or ArgumentOutOfRangeException)
            {
                // Not back yet, or another broken connection of the pool: once more.
            }
        }

        throw PostgresErrors.OutcomeUnknown(cause);
    }

    private async Task<IReadOnlyList<long?>?> AskAsync(IReadOnlyList<AuditRow> entries, long mark, int processId)
    {
        const string IsWorkingSql = "select exists (select from pg_stat_activity where pid = @processId and pid <> pg_backend_pid())";
        const string FindSql = """
            select sent.place, entry.object_id
            from unnest(@tokenIds, @requestIds, @actions, @types, @ids, @changes) with ordinality
                as sent (token_id, request_id, action, object_type, object_id, changes, place)
            join audit_entries entry on entry.id > @mark
                and entry.request_id = sent.request_id and entry.action = sent.action and entry.object_type = sent.object_type
                and entry.token_id is not distinct from sent.token_id and sent.object_id in (0, entry.object_id)
                and entry.changes = sent.changes
            """;
        await using var connection = await dataSource.OpenConnectionAsync();
        if (await connection.ScalarAsync<bool>(IsWorkingSql, new { processId }))
        {
            // It may commit yet. Only once it is gone "not there" means "never".
            return null;
        }

        await using var find = new NpgsqlCommand(FindSql, connection);
        find.Parameters.AddWithValue("mark", mark);
        find.Parameters.AddWithValue("tokenIds", entries.Select(entry => entry.TokenId).ToArray());
        find.Parameters.AddWithValue("requestIds", entries.Select(entry => entry.RequestId).ToArray());
        find.Parameters.AddWithValue("actions", entries.Select(entry => entry.Action).ToArray());
        find.Parameters.AddWithValue("types", entries.Select(entry => entry.ObjectType).ToArray());
        find.Parameters.AddWithValue("ids", entries.Select(entry => entry.ObjectId).ToArray());
        find.Parameters.Add(new NpgsqlParameter<byte[][]>("changes", NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
        {
            TypedValue = [.. entries.Select(entry => entry.Changes)],
        });
        var found = new long?[entries.Count];
        await using var reader = await find.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found[reader.GetInt64(0) - 1] = reader.GetInt64(1);
        }

        // A pooler tells a process number of its own, so it was not this write that was seen to be gone: it may be stored yet.
        return options.Value.IsPooled() && found.All(id => id is null) ? null : found;
    }
}
