namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// The connection pools of the service. Work that must not compete with requests has its own pools: batches, whose statements then use the
/// same few server processes, and searches, which may be slow.
/// </summary>
internal sealed class DataSources : IAsyncDisposable
{
    private const int PerBatcher = 2;
    private const int Batchers = 3;
    private const int ForSearches = 4;

    // With fewer connections, batches share those of the requests.
    private const int EnoughToShareOut = 16;

    private static readonly TimeSpan SearchTimeout = TimeSpan.FromSeconds(2);

    private readonly List<NpgsqlDataSource> _all = [];

    public DataSources(DatabaseConnection database)
    {
        var isEnough = database.MaxConnections >= EnoughToShareOut;
        var (batches, searches) = isEnough ? (Batchers * PerBatcher, ForSearches) : (0, 1);
        Requests = Add(database.CreateDataSource("accounts", database.MaxConnections - batches - searches));
        Searches = Add(database.CreateDataSource("accounts-search", searches, SearchTimeout));
        Creates = isEnough ? Add(database.CreateBatchSource("accounts-create", PerBatcher)) : Requests;
        Updates = isEnough ? Add(database.CreateBatchSource("accounts-update", PerBatcher)) : Requests;
        Gets = isEnough ? Add(database.CreateBatchSource("accounts-get", PerBatcher)) : Requests;
    }

    /// <summary>For all other work.</summary>
    public NpgsqlDataSource Requests { get; }

    /// <summary>For new accounts and their users.</summary>
    public NpgsqlDataSource Creates { get; }

    /// <summary>For changed accounts.</summary>
    public NpgsqlDataSource Updates { get; }

    /// <summary>For reads of accounts by ID.</summary>
    public NpgsqlDataSource Gets { get; }

    /// <summary>For searches and the audit journal: PostgreSQL ends each statement after 2 seconds.</summary>
    public NpgsqlDataSource Searches { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _all)
        {
            await source.DisposeAsync();
        }
    }

    private NpgsqlDataSource Add(NpgsqlDataSource source)
    {
        _all.Add(source);
        return source;
    }
}
