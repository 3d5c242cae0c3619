namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>A script was refused by the database and taken back.</summary>
internal sealed class MigrationFailedException(string? script, Exception cause)
    : Exception($"The migration {script} failed: {cause.Message.TrimEnd('.')}.", cause);
