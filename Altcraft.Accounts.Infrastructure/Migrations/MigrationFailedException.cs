namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>A script was refused by the database and taken back.</summary>
internal sealed class MigrationFailedException(string? script, Exception cause)
    : Exception($"The migration {script} failed: {Sentence(cause).TrimEnd('.')}.", cause)
{
    // The whole message has lines of their own for the place in the script, which is in the exception within.
    private static string Sentence(Exception cause) => cause is PostgresException refusal ? $"{refusal.MessageText} ({refusal.SqlState})" : cause.Message;
}
