using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>The connections of the service's requests.</summary>
internal sealed class DataSources : IAsyncDisposable
{
    private readonly List<NpgsqlDataSource> _all = [];

    public DataSources(DatabaseConnection database)
    {
        // Creates, updates and gets have two each, once there are enough of them; the most are for the others.
        const int Batched = 3 * JoinedConnections.OwnSize;
        var own = database.MaxConnections < 2 * Batched ? 0 : JoinedConnections.OwnSize;
        Requests = database.CreateDataSource("accounts", database.MaxConnections - (3 * own));
        _all.Add(Requests);
        Creates = Join(own == 0 ? null : database.CreateDataSource("accounts-create", own));
        Updates = Join(own == 0 ? null : database.CreateDataSource("accounts-update", own));
        Gets = Join(own == 0 ? null : database.CreateDataSource("accounts-get", own));
    }

    /// <summary>For what is not joined.</summary>
    public NpgsqlDataSource Requests { get; }

    /// <summary>For new accounts.</summary>
    public JoinedConnections Creates { get; }

    /// <summary>For changed accounts.</summary>
    public JoinedConnections Updates { get; }

    /// <summary>For accounts that are read by ID.</summary>
    public JoinedConnections Gets { get; }

    /// <summary>Closes what is idle. Says goodbye on each connection, and waits until that is sent: not for a socket's thread (decision 0015).</summary>
    public void Clear()
    {
        foreach (var source in _all)
        {
            source.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _all)
        {
            await source.DisposeAsync();
        }
    }

    private JoinedConnections Join(NpgsqlDataSource? own)
    {
        if (own is not null)
        {
            _all.Add(own);
        }

        return new JoinedConnections(own ?? Requests, Requests);
    }
}
