using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Where the database is: known from the configuration, or once the private server runs.</summary>
internal sealed class DatabaseConnection(IOptions<DatabaseOptions> options)
{
    // A standby that is silent costs no more than this: then the primary is asked.
    private const int StandbyTimeoutSeconds = 3;

    private string? _connectionString;

    /// <summary>The connection string, completed by what the service relies on.</summary>
    /// <exception cref="InvalidOperationException">The private server was not started yet.</exception>
    public string ConnectionString
    {
        get => _connectionString ?? throw new InvalidOperationException("The database is not known yet.");
        set => _connectionString = ConnectionDefaults.Complete(value, options.Value);
    }

    private string ForMigrations
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 0, Pooling = false };

            // Only the limits of requests go: what the operator has set may say in which schema the tables are.
            builder.Options = builder.Options == ConnectionDefaults.RequestLimits(options.Value) ? null : builder.Options;
            return builder.ConnectionString;
        }
    }

    private string ForWatch => new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 1, CommandTimeout = 5 }.ConnectionString;

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
    /// <param name="name">Its name in the metrics.</param>
    /// <param name="poolSize">The most connections it may open, 1 or more.</param>
    /// <param name="statementTimeout">After this PostgreSQL ends a statement; <c>Database:StatementTimeoutSeconds</c> when absent.</param>
    public NpgsqlDataSource CreateDataSource(string name, int poolSize, TimeSpan? statementTimeout = null)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = poolSize };
        builder.MinPoolSize = Math.Min(builder.MinPoolSize, poolSize);
        if (statementTimeout is { } limit && !options.Value.IsPooled())
        {
            builder.Options += $" -c statement_timeout={(int)limit.TotalSeconds}s";
        }

        return Create(builder.ConnectionString, name);
    }

    /// <summary>For migrations: they may take as long as they need.</summary>
    public NpgsqlDataSource CreateMigrationSource() => Create(ForMigrations, "accounts-migration");

    /// <summary>For <see cref="DatabaseWatch"/>: one connection outside the pool, which nobody can take away, and short waits.</summary>
    public NpgsqlDataSource CreateWatchSource() => Create(ForWatch, "accounts-watch");

    /// <summary>For reads that may be a little old: a standby, if there is one; <see langword="null"/> when they go to the primary.</summary>
    public NpgsqlDataSource? CreateStandbySource()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = StandbyTimeoutSeconds };
        builder["Target Session Attributes"] = "prefer-standby";
        return options.Value.PrefersStandby() && builder.Host?.Contains(',') == true ? Create(builder.ConnectionString, "accounts-standby") : null;
    }

    private static NpgsqlDataSource Create(string connectionString, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        if (builder.ConnectionStringBuilder.Host?.Contains(',') != true)
        {
            // The name is the pool's label in the metrics, in place of the connection string. Several hosts are several pools, which only
            // Npgsql's own names tell apart.
            builder.Name = name;
        }

        return builder.Build();
    }
}
