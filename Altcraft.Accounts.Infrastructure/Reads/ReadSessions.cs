using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Reads;

/// <summary>
/// Reads that change nothing and that nothing is based on: from a standby where that is wanted and there is one. What a standby cannot
/// answer,
/// because it is unavailable or because replay was in the way, the primary is asked.
/// </summary>
internal sealed class ReadSessions(StandbyDatabase standby, DbSession request, DataSources sources, SchemaState schema)
{
    /// <summary>Whether what is read may come from a standby.</summary>
    public bool HasStandby => standby.Source is not null;

    /// <summary>Reads.</summary>
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
                // The primary answers as well; if it does not, it reports its own error.
            }
        }

        return await read(request);
    }

    /// <summary>Reads what may take long, on a few connections of its own.</summary>
    /// <param name="read">May be called twice, with another session.</param>
    /// <param name="advice">What the caller can narrow, for one that takes too long.</param>
    /// <exception cref="AccountsException">503: it takes longer than 2 seconds, or others like it have all the connections.</exception>
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
            throw new AccountsException(Failure.Unavailable, exception.InnerException, error) { RetryAfter = AccountsException.Soon };
        }
    });
}
