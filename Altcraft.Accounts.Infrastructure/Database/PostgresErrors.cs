using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Common;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Turns what PostgreSQL refuses into what the caller is told. Constraints decide, not the look-ups before them, so a race
/// between two requests ends in the same answer as a mistake (contract, section 5).
/// </summary>
internal static partial class PostgresErrors
{
    // How PostgreSQL ends the session of a service that stood still in the middle of a transaction; Npgsql has no name for it.
    private const string IdleInTransaction = "25P03";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static Exception Translate(DbException exception)
    {
        if (exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
        {
            return new LostRaceException(exception);
        }

        if (exception is PostgresException postgres)
        {
            Exception? refusal = OfConstraint(postgres);
            return refusal ?? (IsPassing(postgres) ? Unavailable(exception) : exception);
        }

        // Without a cause, or with several: of several hosts none is there, or none is the primary.
        return exception is NpgsqlException { IsTransient: true }
            or NpgsqlException { InnerException: null or AggregateException or IOException or SocketException or TimeoutException }
            ? Unavailable(exception)
            : exception;
    }

    /// <summary>The database is known to be away, so it was not asked. No cause: the log has told it once.</summary>
    public static AccountsException Away() => new(Failure.Unavailable) { RetryAfter = RetryAfter };

    /// <summary>The database cannot be reached; nothing was changed.</summary>
    public static AccountsException Unavailable(Exception cause) => new(Failure.Unavailable, cause) { RetryAfter = RetryAfter };

    /// <summary>The database was lost with a write on its way, and cannot be asked what became of it.</summary>
    public static AccountsException OutcomeUnknown(Exception cause) => new(
        Failure.Unavailable,
        cause,
        new Error(
            "Idempotency-Key",
            ErrorCodes.OutcomeUnknown,
            "it was lost while it stored the change, and whether it did is not known: send the request again with the same Idempotency-Key; without one, look first."))
    {
        RetryAfter = RetryAfter,
    };

    /// <summary>Whether a name was refused. PostgreSQL knows its key only: whoever stored it can tell how it was written.</summary>
    public static bool IsNameTaken(AccountsException refusal) => refusal.Errors is [{ Code: ErrorCodes.Taken }];

    private static AccountsException? OfConstraint(PostgresException exception)
    {
        var value = KeyValue().Match(exception.Detail ?? string.Empty).Groups["value"].Value;
        return exception.ConstraintName switch
        {
            "accounts_name_unique" => AccountErrors.NameTaken(value),
            "accounts_tariff_exists" => Gone("tariff", value),
            "accounts_web_version_policy_exists" => Gone("web_version_policy", value),
            "accounts_postgresql_exists" => Gone("account_postgresql", value),
            "accounts_cache_clickhouse_exists" => Gone("account_cache_clickhouse", value),
            "account_external_data_connectors_connector_exists" => Gone("external_data_connectors", value),

            // The repository that knows the kind of item and the name as it was written says it better.
            { } name when name.EndsWith("_name_unique", StringComparison.Ordinal) => DirectoryErrors.NameTaken("directory item", value),
            _ => null,
        };
    }

    private static AccountsException Gone(string field, string id) =>
        new(Failure.IncorrectRequest, AccountErrors.ReferenceNotFound(field, id));

    // Shutting down, starting, out of connections or disk, cut off, kept waiting, a standby: nothing was changed, and later it works.
    private static bool IsPassing(PostgresException exception) => exception.IsTransient
        || exception.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled or IdleInTransaction
        || exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("53", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("58", StringComparison.Ordinal);

    // "Key (name_key)=(steve) already exists." and "Key (tariff_id)=(5) is not present in table …"
    [GeneratedRegex(@"\)=\((?<value>.*)\) ", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex KeyValue();
}
