using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What is known after asking.</summary>
/// <param name="IsThere">Whether the database answered.</param>
/// <param name="IsCut">Whether the connection it was asked on before was gone.</param>
/// <param name="Problem">Why it did not answer; empty when it did.</param>
internal sealed record DatabaseAnswer(bool IsThere, bool IsCut, string Problem);

/// <summary>
/// Asks the database whether it is there. It blocks a thread of its own for that: those on which sockets are noticed carry requests out
/// as well (decision 0015), and a request that takes its time there must not look like a database that is silent.
/// </summary>
internal sealed class DatabaseQuestion(NpgsqlDataSource source, DatabaseState state)
{
    // The sequence is there from the first migration on, and reading it costs next to nothing.
    private const string Sql = "select last_value from audit_entries_id";

    private NpgsqlConnection? _connection;

    /// <summary>Asks, on the connection of the last time if there still is one.</summary>
    public Task<DatabaseAnswer> AskAsync() =>
        Task.Factory.StartNew(Ask, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private DatabaseAnswer Ask()
    {
        var isCut = false;
        while (true)
        {
            var isNew = _connection is null;
            try
            {
                _connection ??= source.OpenConnection();
                using var command = new NpgsqlCommand(Sql, _connection);
                state.JournalMark = (long)command.ExecuteScalar()!;
                return new DatabaseAnswer(true, isCut, string.Empty);
            }
            catch (PostgresException exception) when (exception.InvariantSeverity == "ERROR" || exception.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                // It answers, if not with what was asked: the first migration is still to come, or others have all connections.
                return new DatabaseAnswer(true, isCut, string.Empty);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
            {
                _connection?.Dispose();
                _connection = null;
                isCut = true;
                if (isNew)
                {
                    return new DatabaseAnswer(false, isCut, exception.Message);
                }
            }
        }
    }
}
