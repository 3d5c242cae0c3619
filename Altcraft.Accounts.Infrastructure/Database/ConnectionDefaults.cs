namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What the service relies on in its connection string and in its sessions.</summary>
internal static class ConnectionDefaults
{
    private const int ConnectTimeoutSeconds = 2;
    private const int AutoPrepare = 100;

    // A service that is cut off in the middle of a transaction must not keep its locks for long.
    private const int IdleInTransactionSeconds = 15;

    // Start-up options outrank what the server, the database or the role has by default.
    private const string Session =
        @"-c DateStyle=ISO -c TimeZone=UTC -c synchronous_commit=on -c default_transaction_isolation=read\ committed";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="StartupException">It cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new StartupException($"ConnectionStrings:Accounts cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Fills in what the operator has not set.</summary>
    /// <exception cref="StartupException">It cannot be read, or leaves the service without a connection.</exception>
    public static string Complete(string connectionString, DatabaseOptions options)
    {
        var builder = Read(connectionString);
        if (string.IsNullOrEmpty(builder.Password) && options.Password is { Length: > 0 } password)
        {
            builder.Password = password;
        }

        Default(builder, "Application Name", "altcraft-accounts");

        // Behind a pooler the next transaction has another session, which does not know what was prepared in this one.
        Default(builder, "Max Auto Prepare", options.IsPooled() ? 0 : AutoPrepare);
        Default(builder, "Auto Prepare Min Usages", 2);

        // No request leaves anything behind in its session, so there is nothing to reset between two of them.
        Default(builder, "No Reset On Close", true);
        Default(builder, "Command Timeout", options.StatementTimeoutSeconds + 1);
        Default(builder, "Timeout", ConnectTimeoutSeconds);
        Default(builder, "Maximum Pool Size", options.MaxConnections);
        if (builder is { Pooling: true, MaxPoolSize: < 1 })
        {
            throw new StartupException(
                $"Maximum Pool Size in ConnectionStrings:Accounts is {builder.MaxPoolSize.ToString(CultureInfo.InvariantCulture)}, so that there would be no connection at all: "
                + "leave it out (Database:MaxConnections then counts), or set it to 4 or more.");
        }

        // Kerberos encryption is asked for with a round trip of its own on each new connection. TLS is not affected.
        Default(builder, "GSS Encryption Mode", GssEncryptionMode.Disable);
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

    /// <summary>
    /// The start-up options of a session. What the operator has set outranks the time limits, but not what the service relies on. A pooler takes
    /// no options, so through one there are none but the operator's (docs/scaling.md, PgBouncer).
    /// </summary>
    /// <param name="fromOperator"><c>Options</c> of the connection string.</param>
    public static string? SessionOptions(string? fromOperator, DatabaseOptions options, TimeSpan statementTimeout) =>
        options.IsPooled() ? fromOperator : string.Create(
            CultureInfo.InvariantCulture,
            $"-c statement_timeout={statementTimeout.TotalMilliseconds:F0} -c lock_timeout={options.LockTimeoutSeconds}s "
            + $"-c idle_in_transaction_session_timeout={IdleInTransactionSeconds}s {fromOperator} {Session} -c idle_session_timeout=0");

    /// <summary>The same without limits, and without what PostgreSQL 13 does not know: it is to be told by our own sentence.</summary>
    public static string? MigrationOptions(string? fromOperator, DatabaseOptions options) =>
        options.IsPooled() ? fromOperator : $"{fromOperator} {Session}";

    private static void Default(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
        {
            builder[keyword] = value;
        }
    }
}
