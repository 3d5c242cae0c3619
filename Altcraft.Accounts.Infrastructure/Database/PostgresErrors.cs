using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Directories;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Translates errors of PostgreSQL for callers. Constraints decide, not earlier checks, so that a concurrent change causes the same error
/// as a mistake (contract, section 5).
/// </summary>
internal static partial class PostgresErrors
{
    // PostgreSQL closes idle sessions with these codes, outside and inside a transaction. Npgsql has no names for them.
    private const string IdleSession = "57P05";
    private const string IdleInTransaction = "25P03";
    private const string TransactionTimeout = "25P04";

    /// <summary>Translates an error.</summary>
    /// <param name="mayBeStored">Whether a write in flight may have been stored although its answer was lost.</param>
    public static Exception Translate(DbException exception, bool mayBeStored = false)
    {
        if (exception is not PostgresException postgres)
        {
            return !IsLost(exception) ? exception : mayBeStored ? OutcomeUnknown(exception) : Unavailable(exception);
        }

        if (postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure || IsStale(postgres))
        {
            return new ConcurrencyConflictException(postgres);
        }

        // FATAL and PANIC end the connection; an ERROR rolls the statement back.
        return mayBeStored && postgres.InvariantSeverity != "ERROR" && !IsNotAdmitted(postgres) ? OutcomeUnknown(postgres)
            : OfConstraint(postgres) is { } refusal ? refusal
            : IsTemporary(postgres) ? Unavailable(postgres)
            : exception;
    }

    /// <summary>
    /// Notices when a commit on this connection was not confirmed by a synchronous standby: PostgreSQL gave up waiting, says so in a warning,
    /// and then that the change is committed. So it is, on one server.
    /// </summary>
    /// <returns>Throws if that has happened.</returns>
    public static Action RequireStandby(NpgsqlConnection connection)
    {
        var isUnconfirmed = false;
        connection.Notice += (_, notice) => isUnconfirmed |= notice.Notice.Routine == "SyncRepWaitForLSN";
        return () =>
        {
            if (isUnconfirmed)
            {
                throw OutcomeUnknown(null, "The standby did not confirm in time that it has stored the change, so it is not known whether a fail-over would keep it");
            }
        };
    }

    /// <summary>503: the database is unavailable. Nothing was changed.</summary>
    public static AccountsException Unavailable(Exception? cause = null) => cause is null ? new(Failure.Unavailable) : new(Failure.Unavailable, cause);

    /// <summary>
    /// Whether a prepared statement no longer fits its tables, because one was altered since. It was not executed, and is prepared anew on
    /// another connection.
    /// </summary>
    public static bool IsStale(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    /// <summary>Whether the connection could not execute its first statement: it was closed, or the statement is stale.</summary>
    /// <param name="canRepeat">Whether a connection that broke without an error of the server counts.</param>
    public static bool WasUnusable(DbException exception, bool canRepeat) => exception switch
    {
        // PostgreSQL sends these only before a commit, never after it.
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or IdleSession } => true,
        PostgresException => IsStale(exception),
        _ => canRepeat && exception.InnerException is IOException or SocketException,
    };

    /// <summary>
    /// Whether a constraint or a deadlock rejected a statement. The other rows of a batch may then be stored without the one at fault.
    /// </summary>
    public static bool IsRefusal(PostgresException exception) =>
        exception.SqlState.StartsWith("23", StringComparison.Ordinal) || exception.SqlState == PostgresErrorCodes.DeadlockDetected;

    /// <summary>Whether a statement timed out, or waited too long for a lock: one row of a batch may have delayed the others.</summary>
    public static bool IsTimeout(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled;

    /// <summary>Whether a name is taken. PostgreSQL knows only its key, the caller its spelling.</summary>
    public static bool IsNameTaken(AccountsException refusal) => refusal.Errors is [{ Code: ErrorCodes.Taken }];

    private static AccountsException OutcomeUnknown(
        Exception? cause, string what = "The connection to the database was lost while the change was being stored, so it is not known whether it was stored")
    {
        var error = new Error(
            "Idempotency-Key",
            ErrorCodes.OutcomeUnknown,
            $"{what}: send the request again with the same Idempotency-Key; without one, check first.");
        return cause is null ? new(Failure.Unavailable, error) : new(Failure.Unavailable, cause, error);
    }

    // No cause, or several: none of several hosts is available, or none is the primary.
    private static bool IsLost(DbException exception) => exception is NpgsqlException { IsTransient: true }
        or NpgsqlException { InnerException: null or AggregateException or IOException or SocketException or TimeoutException };

    private static AccountsException? OfConstraint(PostgresException exception)
    {
        var value = KeyValue().Match(exception.Detail ?? string.Empty).Groups["value"].Value;
        return ShardNumber().Replace(exception.ConstraintName ?? string.Empty, string.Empty) switch
        {
            "accounts_name_unique" => AccountErrors.NameTaken(value),
            "accounts_tariff_exists" => ReferenceGone("tariff", value),
            "accounts_web_version_policy_exists" => ReferenceGone("web_version_policy", value),
            "accounts_postgresql_exists" => ReferenceGone("account_postgresql", value),
            "accounts_cache_clickhouse_exists" => ReferenceGone("account_cache_clickhouse", value),
            "account_external_data_connectors_connector_exists" => ReferenceGone("external_data_connectors", value),

            // The repository, which knows the kind of item and the spelling of the name, replaces this error.
            { } name when name.EndsWith("_name_unique", StringComparison.Ordinal) => DirectoryErrors.NameTaken("directory item", value),
            _ => null,
        };
    }

    private static AccountsException ReferenceGone(string field, string id) =>
        new(Failure.IncorrectRequest, AccountErrors.ReferenceNotFound(field, id));

    // Shutting down, starting up, out of connections or disk space, disconnected, timed out, a standby: nothing was changed, and a retry
    // may succeed.
    private static bool IsTemporary(PostgresException exception) => exception.IsTransient
        || exception.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled
            or IdleSession or IdleInTransaction or TransactionTimeout
        || exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("53", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("58", StringComparison.Ordinal)
        || IsNotAdmitted(exception)
        || IsLostWorker(exception);

    // A new connection was rejected, so nothing was executed: another password, pg_hba.conf, or the database is being exchanged for another.
    private static bool IsNotAdmitted(PostgresException exception) =>
        exception.SqlState.StartsWith("28", StringComparison.Ordinal) || exception.SqlState == PostgresErrorCodes.InvalidCatalogName;

    // Citus reports a worker that was lost as an internal error: with its own message when a transaction can no longer be committed there, and
    // with libpq's when the connection broke within a statement, in the place where it also reports internal errors of the worker itself.
    private static bool IsLostWorker(PostgresException exception) => exception.SqlState == PostgresErrorCodes.InternalError
        && (exception.Routine is "MarkRemoteTransactionFailed" or "CheckRemoteTransactionsHealth"
            || (exception.Routine == "ReportResultError" && LostConnection().IsMatch(exception.MessageText)));

    // Citus: a constraint of a shard has the name of the table's and the shard's number behind it.
    [GeneratedRegex("_[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex ShardNumber();

    [GeneratedRegex("^$|connection|SSL|could not (receive|send) data", RegexOptions.CultureInvariant)]
    private static partial Regex LostConnection();

    // "Key (name_key)=(steve) already exists." and "Key (tariff_id)=(5) is not present in table …", in the language of the server.
    [GeneratedRegex(@"\)=\((?<value>.*)\)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex KeyValue();
}
