using System.Data.Common;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Hides connections that became unusable while they were idle in the pool: they were closed, or their prepared statements are stale.
/// </summary>
internal static class FreshConnections
{
    /// <summary>
    /// Runs work that opens a connection, and repeats it on a new connection if the first one could not execute anything.
    /// </summary>
    /// <param name="canRepeat">
    /// Whether the work may be repeated: a read, or the first statement of a transaction. Then any broken connection counts; otherwise only
    /// one that PostgreSQL closed with an explicit error.
    /// </param>
    public static async Task<T> RunOnFreshAsync<T>(this NpgsqlDataSource source, bool canRepeat, Func<Task<T>> work)
    {
        try
        {
            return await TranslateAsync(work);
        }
        catch (DbException exception) when (PostgresErrors.WasUnusable(exception, canRepeat))
        {
            // So are the other connections in the pool. A second failure is reported.
            source.Clear();
            return await TranslateAsync(work);
        }
    }

    private static async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (TimeoutException exception)
        {
            // Npgsql throws it bare when a new connection does not answer its first questions.
            throw new NpgsqlException("The database did not answer in time when the connection was opened.", exception);
        }
    }
}
