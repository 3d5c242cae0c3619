using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The connections of one kind of joined work. Mostly one or two of its own: a pool hands out the connection that has rested longest, so out of
/// one pool of 30 each batch would meet another process of the server, whose caches have gone cold (docs/performance.md). What was left behind
/// when the database did not answer, or is stuck there, keeps its connection until its time is over; what comes meanwhile takes one of those for
/// all requests.
/// </summary>
/// <param name="own">Its own; those for all requests when there are too few to set some apart.</param>
/// <param name="others">Those for all requests.</param>
internal sealed class JoinedConnections(NpgsqlDataSource own, NpgsqlDataSource others)
{
    /// <summary>How many of its own there are: as many statements as are on their way at once, unless some are stuck.</summary>
    public const int OwnSize = 2;

    private int _taken;

    /// <summary>Does something with a connection.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var isOwn = Interlocked.Increment(ref _taken) <= OwnSize;
        try
        {
            await using var connection = await (isOwn ? own : others).OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
