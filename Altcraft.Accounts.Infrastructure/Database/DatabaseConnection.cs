using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Where the database is: known from the configuration, or once the private server runs.</summary>
internal sealed class DatabaseConnection(IOptions<DatabaseOptions> options)
{
    // Creates, updates, gets.
    private const int KindsOfJoinedWork = 3;

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

    private int PoolSize => new NpgsqlConnectionStringBuilder(ConnectionString).MaxPoolSize;

    // The most of the connections are for the others.
    private int JoinedPoolSize => PoolSize < 2 * KindsOfJoinedWork * JoinedConnections.OwnSize ? 0 : JoinedConnections.OwnSize;

    /// <summary>For people: host, port and database, never a password.</summary>
    public string Description
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{builder.Database} on {builder.Host}" + (builder.Host!.Contains(',') || builder.Port == 0 ? string.Empty : $":{builder.Port}");
        }
    }

    /// <summary>For requests, but for those whose work is joined.</summary>
    public NpgsqlDataSource CreateDataSource() => Create(WithPool(PoolSize - (KindsOfJoinedWork * JoinedPoolSize)), "accounts");

    /// <summary>For one kind of joined work; <see langword="null"/> when there are too few connections to set some apart.</summary>
    /// <param name="work">The kind, as it is called in metrics.</param>
    public NpgsqlDataSource? CreateJoinedSource(string work) => JoinedPoolSize > 0 ? Create(WithPool(JoinedPoolSize), "accounts-" + work) : null;

    /// <summary>For migrations: they may take as long as they need.</summary>
    public NpgsqlDataSource CreateMigrationSource() => Create(ForMigrations, "accounts-migration");

    /// <summary>For <see cref="DatabaseWatch"/>: one connection outside the pool, which nobody can take away, and short waits.</summary>
    public NpgsqlDataSource CreateWatchSource() => Create(ForWatch, "accounts-watch");

    /// <summary>For <see cref="StatementCancellation"/>: as little can be in its way.</summary>
    public NpgsqlDataSource CreateCancellationSource() => Create(ForWatch, "accounts-cancellation");

    /// <summary>For reads that may be a little old: a standby, if there is one; <see langword="null"/> when they go to the primary.</summary>
    public NpgsqlDataSource? CreateStandbySource()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = StandbyTimeoutSeconds };
        builder["Target Session Attributes"] = "prefer-standby";
        return options.Value.PrefersStandby() && builder.Host?.Contains(',') == true ? Create(builder.ConnectionString, "accounts-standby") : null;
    }

    // What the operator wants to be open at least is more than a small pool may have.
    private string WithPool(int size)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = size };
        builder.MinPoolSize = Math.Min(builder.MinPoolSize, size);
        return builder.ConnectionString;
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
