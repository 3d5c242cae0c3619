using Altcraft.Accounts.Infrastructure.Migrations;

namespace Altcraft.Accounts.Infrastructure.Startup;

/// <summary>Explains errors of the database to the operator, in a sentence instead of a stack trace.</summary>
internal static class DatabaseRefusal
{
    /// <summary>Explains an error that needs a change of settings.</summary>
    /// <returns><see langword="null"/> when a retry may help, or when the cause is something else.</returns>
    public static StartupException? OfSettings(Exception exception, string database) => Refusal(exception) switch
    {
        { SqlState: PostgresErrorCodes.InvalidCatalogName or ['2', '8', ..] } refusal => new StartupException(
            $"The database {database} cannot be opened: {refusal.MessageText}. Check ConnectionStrings:Accounts and Database:Password.", exception),
        { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal => new StartupException(NotOwned(refusal, database), exception),
        { } refusal when IsOfPooler(refusal) => new StartupException(NeedsPooler(refusal, database), exception),
        _ => null,
    };

    /// <summary>Explains why a command failed.</summary>
    /// <returns>A sentence; <see langword="null"/> when the database is not the cause.</returns>
    public static string? OfCommand(Exception exception, string database) => Refusal(exception) switch
    {
        _ when exception is StartupException or AccountsException { Failure: not Failure.Unavailable } => null,
        { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal => NotOwned(refusal, database),
        { } refusal when IsOfPooler(refusal) => NeedsPooler(refusal, database),
        _ when exception is MigrationFailedException => $"{exception.Message} Nothing of it was stored; migrate can be run again.",
        { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } when exception is PostgresException =>
            $"The database {database} has no schema yet, or an older one: run \"migrate\" first.",
        { } refusal when exception is PostgresException => $"The database {database} refuses: {refusal.MessageText} ({refusal.SqlState}).",
        { } refusal => $"{exception.Message} PostgreSQL says: {refusal.MessageText} ({refusal.SqlState}).",
        null => Unreachable(exception) is { } cause ? $"The database {database} cannot be reached: {cause.Message}." : null,
    };

    /// <summary>Whether the server asks for a password and there is none. With trust, peer or a certificate it does not ask.</summary>
    public static bool IsOfPassword(Exception exception) =>
        (exception is NpgsqlException && exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal))
        || (exception.InnerException is { } cause && IsOfPassword(cause));

    private static string NotOwned(PostgresException refusal, string database) =>
        $"The database {database} refuses: {refusal.MessageText}. The role of the connection string must own the database and its tables.";

    // PgBouncer's words. PostgreSQL itself knows all that is sent.
    private static bool IsOfPooler(PostgresException refusal) => refusal.SqlState == PostgresErrorCodes.ProtocolViolation
        && refusal.MessageText.Contains("unsupported startup parameter", StringComparison.Ordinal);

    private static string NeedsPooler(PostgresException refusal, string database) =>
        $"The database {database} cannot be opened: {refusal.MessageText}. Behind PgBouncer set Database:Pooler=transaction, "
        + "and let it set what the sessions need, as docs/scaling.md shows.";

    // As thrown by Npgsql, or as translated by the repositories.
    private static NpgsqlException? Unreachable(Exception exception) => exception as NpgsqlException ?? exception.InnerException as NpgsqlException;

    private static PostgresException? Refusal(Exception? exception) =>
        exception is null ? null : exception as PostgresException ?? Refusal(exception.InnerException);
}
