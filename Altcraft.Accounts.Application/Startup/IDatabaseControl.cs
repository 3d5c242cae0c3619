namespace Altcraft.Accounts.Application.Startup;

/// <summary>What the console tells a person about the database, and what the command line does with it.</summary>
public interface IDatabaseControl
{
    /// <summary>Which database, never with a password.</summary>
    string Description { get; }

    /// <summary>
    /// Connects for one command: to the configured database, to the private server of a running service, or to one that is started for the command.
    /// </summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Migrations that were not run yet, by the names of their files.</summary>
    Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken);

    /// <summary>Looks for the file the first token was written to.</summary>
    /// <returns><see langword="null"/> with an external database.</returns>
    Task<TokenFile?> FindTokenFileAsync(CancellationToken cancellationToken);

    /// <summary>Brings the schema up to date.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>A sentence for people about what the database has refused; <see langword="null"/> when something else went wrong.</summary>
    string? Explain(Exception exception);

    /// <summary>Stops what <see cref="OpenAsync"/> has started.</summary>
    Task CloseAsync();
}
