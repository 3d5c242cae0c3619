using System.Data.Common;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Hides connections that were cut while they waited in the pool.</summary>
internal static class FreshConnections
{
    /// <summary>
    /// Does something that opens a connection; once more, on a new connection, if the first was cut before it could execute anything.
    /// </summary>
    /// <param name="canRepeat">
    /// Whether it may be done twice: a read, or the first statement of a transaction. Then a connection that breaks without a word counts,
    /// too;
    /// otherwise only one that PostgreSQL ended and said so.
    /// </param>
    public static async Task<T> RunOnFreshAsync<T>(this NpgsqlDataSource source, bool canRepeat, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException exception) when (PostgresErrors.WasCutBefore(exception, canRepeat))
        {
            // The others in the pool were cut with it.
            source.Clear();
            return await work();
        }
    }
}
