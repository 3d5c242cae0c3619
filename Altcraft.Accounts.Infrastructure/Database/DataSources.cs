using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The connections of the service's requests. Each kind of joined work goes over two of its own: a pool hands out the connection that has rested
/// longest, so out of one pool of 30 each batch would meet another process of the server, whose caches have gone cold (docs/performance.md).
/// </summary>
internal sealed class DataSources : IAsyncDisposable
{
    public DataSources(DatabaseConnection database)
    {
        Requests = database.CreateDataSource();
        Creates = database.CreateJoinedSource("create") ?? Requests;
        Updates = database.CreateJoinedSource("update") ?? Requests;
        Gets = database.CreateJoinedSource("get") ?? Requests;
    }

    /// <summary>For what is not joined.</summary>
    public NpgsqlDataSource Requests { get; }

    /// <summary>For new accounts.</summary>
    public NpgsqlDataSource Creates { get; }

    /// <summary>For changed accounts.</summary>
    public NpgsqlDataSource Updates { get; }

    /// <summary>For accounts that are read by ID.</summary>
    public NpgsqlDataSource Gets { get; }

    private IEnumerable<NpgsqlDataSource> All => new[] { Requests, Creates, Updates, Gets }.Distinct();

    /// <summary>Closes what is idle. Says goodbye on each connection, and waits until that is sent: not for a socket's thread (decision 0015).</summary>
    public void Clear()
    {
        foreach (var source in All)
        {
            source.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in All)
        {
            await source.DisposeAsync();
        }
    }
}
