using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Where the database is: known from the configuration, or once the private server runs.</summary>
internal sealed class DatabaseConnection(IOptions<DatabaseOptions> options)
{
    private const int DefaultCommandTimeoutSeconds = 15;
    private const int DefaultConnectTimeoutSeconds = 2;
    private const int DefaultAutoPrepare = 100;

    // Of a service that is cut off in the middle of a transaction, its locks must go before people notice.
    private const int IdleInTransactionSeconds = 15;

    // A standby that is silent costs no more than this: then the primary is asked.
    private const int StandbyTimeoutSeconds = 3;

    private string? _connectionString;

    /// <summary>The connection string, completed by what the service relies on.</summary>
    /// <exception cref="InvalidOperationException">The private server was not started yet.</exception>
    public string ConnectionString
    {
        get => _connectionString ?? throw new InvalidOperationException("The database is not known yet.");
        set => _connectionString = Complete(value);
    }

    private string ForMigrations
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 0, Pooling = false };

            // Only the limits of requests go: what the operator has set may say in which schema the tables are.
            builder.Options = builder.Options == RequestLimits ? null : builder.Options;
            return builder.ConnectionString;
        }
    }

    private string ForWatch => new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 1, CommandTimeout = 5 }.ConnectionString;

    private string RequestLimits => string.Create(
        CultureInfo.InvariantCulture,
        $"-c statement_timeout={options.Value.StatementTimeoutSeconds}s -c lock_timeout={options.Value.LockTimeoutSeconds}s "
        + $"-c idle_in_transaction_session_timeout={IdleInTransactionSeconds}s");

    /// <summary>For people: host, port and database, never a password.</summary>
    public string Description
    {
        get
        {
            var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"{builder.Database} on {builder.Host}" + (builder.Host!.Contains(',') || builder.Port == 0 ? string.Empty : $":{builder.Port}");
        }
    }

    /// <summary>The one data source of the service's requests.</summary>
    public NpgsqlDataSource CreateDataSource() => Create(ConnectionString, "accounts");

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

    // What the operator has set stays; the rest is filled in.
    private string Complete(string connectionString)
    {
        var builder = DatabaseRefusal.Read(connectionString);
        if (string.IsNullOrEmpty(builder.Password) && options.Value.Password is { Length: > 0 } password)
        {
            builder.Password = password;
        }

        Default(builder, "Application Name", "altcraft-accounts");

        // Behind a pooler the next transaction has another session, which does not know what was prepared in this one.
        Default(builder, "Max Auto Prepare", options.Value.IsPooled() ? 0 : DefaultAutoPrepare);
        Default(builder, "Auto Prepare Min Usages", 2);

        // No request leaves anything behind in its session, so there is nothing to reset between two of them.
        Default(builder, "No Reset On Close", true);
        Default(builder, "Command Timeout", DefaultCommandTimeoutSeconds);
        Default(builder, "Timeout", DefaultConnectTimeoutSeconds);
        Default(builder, "Maximum Pool Size", options.Value.MaxConnections);

        // Asking whether there is Kerberos for it blocks a socket's thread, for each connection (decision 0015). TLS is not affected.
        Default(builder, "GSS Encryption Mode", GssEncryptionMode.Disable);

        if (!options.Value.IsPooled())
        {
            // Kept by the server, so that they hold also when the service is gone or does not get round to cancelling.
            Default(builder, "Options", RequestLimits);
        }

        if (builder.Host?.Contains(',') == true)
        {
            // A standby refuses every change, and what was a standby a second ago may have been promoted since.
            Default(builder, "Target Session Attributes", "primary");
            Default(builder, "Host Recheck Seconds", 1);
        }

        // PostgresErrors names the value that broke a constraint; no detail ever leaves as it is.
        builder.IncludeErrorDetail = true;
        return builder.ConnectionString;
    }

    private static void Default(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
        {
            builder[keyword] = value;
        }
    }
}
