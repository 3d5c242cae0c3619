namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>The address of the database: from the configuration, or known once the private server runs.</summary>
internal sealed class DatabaseConnection(IOptions<DatabaseOptions> options)
{
    // The limit for a standby that does not answer. After that the primary is asked.
    private const int StandbyTimeoutSeconds = 3;

    private const int ProbeTimeoutSeconds = 2;

    private string? _connectionString;

    /// <summary>The connection string with the settings that the service relies on.</summary>
    /// <exception cref="InvalidOperationException">The private server was not started yet.</exception>
    public string ConnectionString
    {
        get => _connectionString ?? throw new InvalidOperationException("The address of the database is not known yet.");
        set => _connectionString = ConnectionDefaults.Complete(value, options.Value);
    }

    /// <summary>The maximum number of connections of this service, all pools together.</summary>
    public int MaxConnections => new NpgsqlConnectionStringBuilder(ConnectionString).MaxPoolSize;

    /// <summary>Whether the connection string says in which schema the tables are.</summary>
    public bool HasSearchPath => ConnectionDefaults.HasSearchPath(ConnectionString);

    /// <summary>The database, host and port, without the password.</summary>
    public string Description
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{builder.Database} on {builder.Host}" + (builder.Host!.Contains(',') || builder.Port == 0 ? string.Empty : $":{builder.Port}");
        }
    }

    /// <summary>Creates a pool.</summary>
    /// <param name="poolSize">The maximum number of connections, 1 or more.</param>
    /// <param name="statementTimeout">The time limit of a statement; <c>Database:StatementTimeoutSeconds</c> by default.</param>
    public NpgsqlDataSource CreateDataSource(string name, int poolSize, TimeSpan? statementTimeout = null) =>
        Create(Session(poolSize, statementTimeout), name);

    /// <summary>Creates a pool for batches, whose statements are planned once for all batch sizes.</summary>
    public NpgsqlDataSource CreateBatchSource(string name, int poolSize)
    {
        var builder = Session(poolSize, statementTimeout: null);
        builder.Options = ConnectionDefaults.BatchOptions(options.Value) + builder.Options;
        return Create(builder, name);
    }

    /// <summary>For migrations and maintenance, without time limits.</summary>
    public NpgsqlDataSource CreateMigrationSource()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 0, Pooling = false };
        builder.Options = ConnectionDefaults.MigrationOptions(builder.Options, options.Value);
        return Create(builder, "accounts-migration");
    }

    /// <summary>For <c>/health/ready</c>: one connection that requests cannot use.</summary>
    public NpgsqlDataSource CreateProbeSource()
    {
        var builder = Session(poolSize: 1, TimeSpan.FromSeconds(ProbeTimeoutSeconds));
        builder.Timeout = ProbeTimeoutSeconds;
        builder.CommandTimeout = ProbeTimeoutSeconds;

        // An unresponsive server cannot confirm that the statement was cancelled.
        builder.CancellationTimeout = -1;
        return Create(builder, "accounts-probe");
    }

    /// <summary>For reads that may be slightly stale: a standby; <see langword="null"/> when none is configured.</summary>
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
            // The name labels the pool in the metrics instead of the connection string. Several hosts are several pools, which only
            // Npgsql's own names distinguish.
            builder.Name = name;
        }

        return builder.Build();
    }
}
