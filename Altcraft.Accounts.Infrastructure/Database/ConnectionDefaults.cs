namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>The settings of the connection string and of the sessions that the service relies on.</summary>
internal static class ConnectionDefaults
{
    private const int CancellationTimeoutMilliseconds = 500;
    private const int ConnectTimeoutSeconds = 2;
    private const int AutoPrepare = 100;

    // A service that is disconnected within a transaction must not hold its locks for long.
    private const int IdleInTransactionSeconds = 15;

    // Start-up options override the defaults of the server, the database and the role.
    private const string Session =
        @"-c DateStyle=ISO -c standard_conforming_strings=on -c synchronous_commit=on -c default_transaction_isolation=read\ committed";

    // PostgreSQL's own default.
    private const string SearchPath = @"-c search_path=""$user"",public";

    private const string NoLimits = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

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

    /// <summary>Sets what the operator has not set.</summary>
    /// <exception cref="StartupException">It cannot be read, or it allows no connection.</exception>
    public static string Complete(string connectionString, DatabaseOptions options)
    {
        var builder = Read(connectionString);
        if (string.IsNullOrEmpty(builder.Password) && options.Password is { Length: > 0 } password)
        {
            builder.Password = password;
        }

        Default(builder, "Application Name", "altcraft-accounts");

        // Unlike start-up options these pass through PgBouncer. Another client encoding would store other characters than were sent.
        (builder.Timezone, builder.Encoding, builder.ClientEncoding) = ("UTC", "UTF8", "UTF8");

        // Behind a pooler each transaction has another session, without the prepared statements.
        Default(builder, "Max Auto Prepare", options.IsPooled() ? 0 : AutoPrepare);
        Default(builder, "Auto Prepare Min Usages", 2);

        // Requests leave no state in their session, so there is nothing to reset.
        Default(builder, "No Reset On Close", true);
        Default(builder, "Command Timeout", options.StatementTimeoutSeconds + 1);

        // A server that does not answer does not confirm a cancellation either.
        Default(builder, "Cancellation Timeout", CancellationTimeoutMilliseconds);
        Default(builder, "Timeout", ConnectTimeoutSeconds);
        Default(builder, "Maximum Pool Size", options.MaxConnections);
        if (builder is { Pooling: true, MaxPoolSize: < DatabaseOptions.MinConnections })
        {
            throw new StartupException(
                $"Maximum Pool Size in ConnectionStrings:Accounts is {builder.MaxPoolSize.ToString(CultureInfo.InvariantCulture)}, fewer than the service needs: "
                + "leave it out (Database:MaxConnections then applies), or set it to 4 or more.");
        }

        // Negotiating Kerberos encryption takes a round trip on each new connection. TLS is not affected.
        Default(builder, "GSS Encryption Mode", GssEncryptionMode.Disable);
        if (builder.Host?.Contains(',') == true)
        {
            // A standby rejects all changes, and it may have been promoted a second ago.
            Default(builder, "Target Session Attributes", "primary");
            Default(builder, "Host Recheck Seconds", 1);
        }

        // PostgresErrors reads the rejected value from the detail. The detail itself is never sent to callers.
        builder.IncludeErrorDetail = true;
        return builder.ConnectionString;
    }

    /// <summary>
    /// The start-up options of a session. The operator's settings override the time limits and the search path, but not what the service
    /// relies on. A pooler accepts no options, so only the operator's are sent through one (docs/scaling.md, PgBouncer).
    /// </summary>
    /// <param name="fromOperator"><c>Options</c> of the connection string.</param>
    public static string? SessionOptions(string? fromOperator, DatabaseOptions options, TimeSpan statementTimeout) =>
        options.IsPooled() ? fromOperator : string.Create(
            CultureInfo.InvariantCulture,
            $"-c statement_timeout={statementTimeout.TotalMilliseconds:F0} -c lock_timeout={options.LockTimeoutSeconds}s "
            + $"-c idle_in_transaction_session_timeout={IdleInTransactionSeconds}s {SearchPath} "
            + $"{fromOperator} {Session} -c idle_session_timeout=0");

    /// <summary>Whether the connection string says in which schema the tables are.</summary>
    public static bool HasSearchPath(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return builder.SearchPath is { Length: > 0 } || builder.Options?.Contains("search_path", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>
    /// What connections for batches add: their large statements are planned once. By itself PostgreSQL plans them for each batch, because it
    /// takes an array of unknown length for ten elements, which cost more than the usual batch. Behind a pooler it does so. They come before the
    /// operator's options, which may bring the plans back: where the journal is distributed, Citus has no plan without the values.
    /// </summary>
    public static string? BatchOptions(DatabaseOptions options) => options.IsPooled() ? null : "-c plan_cache_mode=force_generic_plan ";

    /// <summary>
    /// The options without limits, and without those that PostgreSQL 13 does not know: the service reports that version itself.
    /// </summary>
    public static string? MigrationOptions(string? fromOperator, DatabaseOptions options) =>
        options.IsPooled() ? fromOperator : $"{NoLimits} {SearchPath} {fromOperator} {Session}";

    private static void Default(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
        {
            builder[keyword] = value;
        }
    }
}
