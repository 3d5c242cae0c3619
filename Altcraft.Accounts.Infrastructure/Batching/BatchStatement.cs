using System.Data.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>Sends the one statement that stores a batch.</summary>
internal static class BatchStatement
{
    /// <summary>Sends it and reads what was stored.</summary>
    /// <param name="rows">The size of the batch.</param>
    /// <param name="parameters">Creates the parameters anew for each attempt.</param>
    /// <returns>Nothing when one of the rows was refused or delayed the others: each is then retried alone and reports its own error.</returns>
    /// <exception cref="AccountsException">503.</exception>
    public static async Task<IEnumerable<T>> SendAsync<T>(NpgsqlDataSource source, string sql, int rows, Func<PositionalParameters> parameters)
    {
        var isSent = false;
        try
        {
            return await source.RunOnFreshAsync(canRepeat: false, async () =>
            {
                isSent = false;
                await using var connection = await source.OpenConnectionAsync();
                var requireStandby = PostgresErrors.RequireStandby(connection);
                isSent = true;
                var stored = await connection.QueryAsync<T>(new CommandDefinition(sql, parameters()));
                requireStandby();
                return stored;
            });
        }
        catch (PostgresException exception) when (PostgresErrors.IsRefusal(exception) || (rows > 1 && PostgresErrors.IsTimeout(exception)))
        {
            // Nothing was stored, and what is retried alone reports the error.
            return [];
        }
        catch (DbException exception)
        {
            throw PostgresErrors.Translate(exception, mayBeStored: isSent);
        }
    }
}
