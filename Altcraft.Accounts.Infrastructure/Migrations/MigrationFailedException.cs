namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>The database rejected a migration, which was rolled back.</summary>
internal sealed class MigrationFailedException(string? script, Exception cause)
    : Exception($"The migration {script} failed: {Sentence(cause).TrimEnd('.')}.", cause)
{
    // The full message also contains the position in the script, which the inner exception reports.
    private static string Sentence(Exception cause) => cause is PostgresException refusal ? $"{refusal.MessageText} ({refusal.SqlState})" : cause.Message;
}
