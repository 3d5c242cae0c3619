namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Where the database is: known from the configuration, or once the private server runs.</summary>
internal sealed class DatabaseConnection(IOptions<DatabaseOptions> options)
{
    // A standby that does not answer costs no more than this: then the primary is asked.
    private const int StandbyTimeoutSeconds = 3;

    private const int ProbeTimeoutSeconds = 2;

    private string? _connectionString;

    /// <summary>The connection string, completed by what the service relies on.</summary>
    /// <exception cref="InvalidOperationException">The private server was not started yet.</exception>
    public string ConnectionString
    {
        get => _connectionString ?? throw new InvalidOperationException("The database is not known yet.");
        set => _connectionString = ConnectionDefaults.Complete(value, options.Value);
    }

    /// <summary>How many connections this service may have, all its pools together.</summary>
    public int MaxConnections => new NpgsqlConnectionStringBuilder(ConnectionString).MaxPoolSize;

    /// <summary>For people: host, port and database, never a password.</summary>
    public string Description
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{builder.Database} on {builder.Host}" + (builder.Host!.Contains(',') || builder.Port == 0 ? string.Empty : $":{builder.Port}");
        }
    }

    /// <summary>A pool of its own.</summary>
    /// <param name="poolSize">The most connections it may open, 1 or more.</param>
    /// <param name="statementTimeout">After this PostgreSQL ends a statement; <c>Database:StatementTimeoutSeconds</c> when absent.</param>
    public NpgsqlDataSource CreateDataSource(string name, int poolSize, TimeSpan? statementTimeout = null) =>
        Create(Session(poolSize, statementTimeout), name);

    /// <summary>For migrations and maintenance: they may take as long as they need.</summary>
    public NpgsqlDataSource CreateMigrationSource()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 0, Pooling = false };
        builder.Options = ConnectionDefaults.MigrationOptions(builder.Options, options.Value);
        return Create(builder, "accounts-migration");
    }

    /// <summary>For <c>/health/ready</c>: one connection, which requests cannot take.</summary>
    public NpgsqlDataSource CreateProbeSource()
    {
        var builder = Session(poolSize: 1, TimeSpan.FromSeconds(ProbeTimeoutSeconds));
        builder.Timeout = ProbeTimeoutSeconds;
        builder.CommandTimeout = ProbeTimeoutSeconds;

        // Do not wait for a server that does not answer to confirm that the statement was cancelled.
        builder.CancellationTimeout = -1;
        return Create(builder, "accounts-probe");
    }

    /// <summary>For reads that may be a little old: a standby, if there is one; <see langword="null"/> when they go to the primary.</summary>
    public NpgsqlDataSource? CreateStandbySource()
    {
        var builder = Session(MaxConnections, statementTimeout: null);
        builder.CommandTimeout = StandbyTimeoutSeconds;
        builder["Target Session Attributes"] = "prefer-standby";
        return options.Value.PrefersStandby() && builder.Host?.Contains(',') == true ? Create(builder, "accounts-standby") : null;
    }

    private NpgsqlConnectionStringBuilder Session(int poolSize, TimeSpan? statementTimeout)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        builder.MinPoolSize = Math.Min(builder.MinPoolSize, poolSize);
        builder.MaxPoolSize = poolSize;
        var limit = statementTimeout ?? TimeSpan.FromSeconds(options.Value.StatementTimeoutSeconds);
        builder.Options = ConnectionDefaults.SessionOptions(builder.Options, options.Value, limit);
        if (statementTimeout is not null)
        {
            builder.CommandTimeout = Math.Min(builder.CommandTimeout, (int)Math.Ceiling(limit.TotalSeconds) + 1);
        }

        return builder;
    }

    private static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder connection, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        if (connection.Host?.Contains(',') != true)
        {
            // The name is the pool's label in the metrics, in place of the connection string. Several hosts are several pools, which only
            // Npgsql's own names tell apart.
            builder.Name = name;
        }

        return builder.Build();
    }
}
