using Altcraft.Accounts.Infrastructure.Migrations;

namespace Altcraft.Accounts.Infrastructure.Startup;

/// <summary>What the person who starts the program is told when the database does not do what it needs: a sentence, not a stack trace.</summary>
internal static class DatabaseRefusal
{
    /// <summary>Why nobody can work with this database until its settings or the service's are changed.</summary>
    /// <returns><see langword="null"/> when waiting may help, or when it is about something else.</returns>
    public static StartupException? OfSettings(Exception exception, string database) => Refusal(exception) switch
    {
        { SqlState: PostgresErrorCodes.InvalidCatalogName or ['2', '8', ..] } refusal => new StartupException(
            $"The database {database} cannot be opened: {refusal.MessageText}. Look at ConnectionStrings:Accounts and Database:Password.", exception),
        { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal => new StartupException(NotOwned(refusal, database), exception),
        _ => null,
    };

    /// <summary>Why a command has failed.</summary>
    /// <returns>A sentence; <see langword="null"/> when it is not about the database.</returns>
    public static string? OfCommand(Exception exception, string database) => Refusal(exception) switch
    {
        _ when exception is AccountsException { Failure: not Failure.Unavailable } => null,
        { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal => NotOwned(refusal, database),
        _ when exception is MigrationFailedException => $"{exception.Message} Nothing of it was stored; migrate can be run again.",
        { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } when exception is PostgresException =>
            $"The database {database} has no schema yet, or an older one: run \"migrate\" first.",
        { } refusal when exception is PostgresException => $"The database {database} refuses: {refusal.MessageText} ({refusal.SqlState}).",
        { } refusal => $"{exception.Message} PostgreSQL says: {refusal.MessageText} ({refusal.SqlState}).",
        null => Unreachable(exception) is { } cause ? $"The database {database} cannot be reached: {cause.Message}." : null,
    };

    private static string NotOwned(PostgresException refusal, string database) =>
        $"The database {database} refuses: {refusal.MessageText}. The role of the connection string must own the database and its tables.";

    // As Npgsql tells it, or as the repositories have translated it.
    private static NpgsqlException? Unreachable(Exception exception) => exception as NpgsqlException ?? exception.InnerException as NpgsqlException;

    private static PostgresException? Refusal(Exception? exception) =>
        exception is null ? null : exception as PostgresException ?? Refusal(exception.InnerException);
}
