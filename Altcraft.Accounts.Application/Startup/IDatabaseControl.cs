namespace Altcraft.Accounts.Application.Startup;

/// <summary>Access to the database for the command line and the startup log.</summary>
public interface IDatabaseControl
{
    /// <summary>A description of the database, without the password.</summary>
    string Description { get; }

    /// <summary>
    /// Connects for one command: to the configured database, to the private server of a running service, or to one started for the command.
    /// </summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The file names of the pending migrations.</summary>
    Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken);

    /// <summary>Checks the file of the first token.</summary>
    /// <returns><see langword="null"/> with an external database.</returns>
    Task<TokenFile?> FindTokenFileAsync(CancellationToken cancellationToken);

    /// <summary>Brings the schema up to date.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Explains an error of the database in a sentence; <see langword="null"/> when the cause is something else.</summary>
    string? Explain(Exception exception);

    /// <summary>Stops the private server if <see cref="OpenAsync"/> started it.</summary>
    Task CloseAsync();
}

/// <summary>The file that contains the first token of the private PostgreSQL (contract, section 11).</summary>
public sealed record TokenFile(string Path, TokenFileState State);

/// <summary>The state of a <see cref="TokenFile"/>.</summary>
public enum TokenFileState
{
    /// <summary>The token is valid.</summary>
    Valid,

    /// <summary>The file does not exist.</summary>
    Missing,

    /// <summary>The file has no token, or a revoked or expired one.</summary>
    Unusable,
}
