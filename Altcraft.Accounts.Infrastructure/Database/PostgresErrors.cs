using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Directories;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Turns what PostgreSQL refuses into what the caller is told. Constraints decide, not the look-ups before them, so a race
/// between two requests ends in the same answer as a mistake (contract, section 5).
/// </summary>
internal static partial class PostgresErrors
{
    // How PostgreSQL ends the session of a service that stood still, outside and inside a transaction; Npgsql has no names for them.
    private const string IdleSession = "57P05";
    private const string IdleInTransaction = "25P03";

    /// <summary>What an error of the database means for the request.</summary>
    /// <param name="mayBeStored">Whether a write was on its way that may have been stored although its answer was lost.</param>
    public static Exception Translate(DbException exception, bool mayBeStored = false)
    {
        if (exception is not PostgresException postgres)
        {
            return !IsLost(exception) ? exception : mayBeStored ? OutcomeUnknown(exception) : Unavailable(exception);
        }

        if (postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            return new ConcurrencyConflictException(postgres);
        }

        // FATAL and PANIC end the connection; an ERROR has taken the statement back.
        return mayBeStored && postgres.InvariantSeverity != "ERROR" ? OutcomeUnknown(postgres)
            : OfConstraint(postgres) is { } refusal ? refusal
            : IsPassing(postgres) ? Unavailable(postgres)
            : exception;
    }

    /// <summary>503: the database cannot be used now. Nothing was changed.</summary>
    public static AccountsException Unavailable(Exception? cause = null) => cause is null
        ? new(Failure.Unavailable) { RetryAfter = AccountsException.Soon }
        : new(Failure.Unavailable, cause) { RetryAfter = AccountsException.Soon };

    /// <summary>Whether an error shows that the connection was cut before the statement was executed.</summary>
    /// <param name="canRepeat">Whether a connection that broke without a word counts.</param>
    public static bool WasCutBefore(DbException exception, bool canRepeat) => exception switch
    {
        // PostgreSQL says so only before a commit, never after it.
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or IdleSession } => true,
        PostgresException { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" } => true,
        PostgresException => false,
        _ => canRepeat && exception.InnerException is IOException or SocketException,
    };

    /// <summary>
    /// Whether a constraint, or a deadlock, refused a statement: of several rows, the others may be stored without the one it is about.
    /// </summary>
    public static bool IsRefusal(PostgresException exception) =>
        exception.SqlState.StartsWith("23", StringComparison.Ordinal) || exception.SqlState == PostgresErrorCodes.DeadlockDetected;

    /// <summary>Whether a name was refused. PostgreSQL knows its key only; the caller knows how it was written.</summary>
    public static bool IsNameTaken(AccountsException refusal) => refusal.Errors is [{ Code: ErrorCodes.Taken }];

    private static AccountsException OutcomeUnknown(Exception cause) => new(
        Failure.Unavailable,
        cause,
        new Error(
            "Idempotency-Key",
            ErrorCodes.OutcomeUnknown,
            "The connection to the database was lost while the change was stored, and whether it was stored is not known: "
            + "send the request again with the same Idempotency-Key; without one, look first."))
    {
        RetryAfter = AccountsException.Soon,
    };

    // Without a cause, or with several: of several hosts none is there, or none is the primary.
    private static bool IsLost(DbException exception) => exception is NpgsqlException { IsTransient: true }
        or NpgsqlException { InnerException: null or AggregateException or IOException or SocketException or TimeoutException };

    private static AccountsException? OfConstraint(PostgresException exception)
    {
        var value = KeyValue().Match(exception.Detail ?? string.Empty).Groups["value"].Value;
        return exception.ConstraintName switch
        {
            "accounts_name_unique" => AccountErrors.NameTaken(value),
            "accounts_tariff_exists" => ReferenceGone("tariff", value),
            "accounts_web_version_policy_exists" => ReferenceGone("web_version_policy", value),
            "accounts_postgresql_exists" => ReferenceGone("account_postgresql", value),
            "accounts_cache_clickhouse_exists" => ReferenceGone("account_cache_clickhouse", value),
            "account_external_data_connectors_connector_exists" => ReferenceGone("external_data_connectors", value),

            // The repository that knows the kind of item and the name as it was written says it better.
            { } name when name.EndsWith("_name_unique", StringComparison.Ordinal) => DirectoryErrors.NameTaken("directory item", value),
            _ => null,
        };
    }

    private static AccountsException ReferenceGone(string field, string id) =>
        new(Failure.IncorrectRequest, AccountErrors.ReferenceNotFound(field, id));

    // Shutting down, starting, out of connections or disk, cut off, kept waiting, a standby: nothing was changed, and later it works.
    private static bool IsPassing(PostgresException exception) => exception.IsTransient
        || exception.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled or IdleSession or IdleInTransaction
        || exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("53", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("58", StringComparison.Ordinal);

    // "Key (name_key)=(steve) already exists." and "Key (tariff_id)=(5) is not present in table …"
    [GeneratedRegex(@"\)=\((?<value>.*)\) ", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex KeyValue();
}
