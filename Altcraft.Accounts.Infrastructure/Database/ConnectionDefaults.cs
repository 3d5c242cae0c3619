using System.Globalization;
using Altcraft.Accounts.Application.Common;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What the service relies on in its connection string.</summary>
internal static class ConnectionDefaults
{
    private const int DefaultCommandTimeoutSeconds = 15;
    private const int DefaultConnectTimeoutSeconds = 2;
    private const int DefaultAutoPrepare = 100;

    // Of a service that is cut off in the middle of a transaction, its locks must go before people notice.
    private const int IdleInTransactionSeconds = 15;

    /// <summary>The limits that come with each connection.</summary>
    public static string RequestLimits(DatabaseOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"-c statement_timeout={options.StatementTimeoutSeconds}s -c lock_timeout={options.LockTimeoutSeconds}s "
        + $"-c idle_in_transaction_session_timeout={IdleInTransactionSeconds}s");

    /// <summary>What the operator has set stays; the rest is filled in.</summary>
    /// <exception cref="StartupException">It cannot be read, or leaves the service without a connection.</exception>
    public static string Complete(string connectionString, DatabaseOptions options)
    {
        var builder = DatabaseRefusal.Read(connectionString);
        if (string.IsNullOrEmpty(builder.Password) && options.Password is { Length: > 0 } password)
        {
            builder.Password = password;
        }

        Default(builder, "Application Name", "altcraft-accounts");

        // Behind a pooler the next transaction has another session, which does not know what was prepared in this one.
        Default(builder, "Max Auto Prepare", options.IsPooled() ? 0 : DefaultAutoPrepare);
        Default(builder, "Auto Prepare Min Usages", 2);

        // No request leaves anything behind in its session, so there is nothing to reset between two of them.
        Default(builder, "No Reset On Close", true);
        Default(builder, "Command Timeout", DefaultCommandTimeoutSeconds);
        Default(builder, "Timeout", DefaultConnectTimeoutSeconds);
        Default(builder, "Maximum Pool Size", options.MaxConnections);

        if (builder is { Pooling: true, MaxPoolSize: < 1 })
        {
            throw new StartupException(
                $"Maximum Pool Size in ConnectionStrings:Accounts is {builder.MaxPoolSize.ToString(CultureInfo.InvariantCulture)}, so that there would be no connection at all: "
                + "leave it out (Database:MaxConnections then counts), or set it to 4 or more.");
        }

        // Asking whether there is Kerberos for it blocks a socket's thread, for each connection (decision 0015). TLS is not affected.
        Default(builder, "GSS Encryption Mode", GssEncryptionMode.Disable);

        if (!options.IsPooled())
        {
            // Kept by the server, so that they hold also when the service is gone or does not get round to cancelling.
            Default(builder, "Options", RequestLimits(options));
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
