using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;

namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>
/// Brings the schema up to date: the scripts of <c>Scripts/</c>, forward only, each once and in its own transaction. Several
/// replicas may start at once: an advisory lock lets one work and the others wait (contract, section 11).
/// </summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource dataSource, InitialData initialData, ILogger<SchemaMigrator> logger)
{
    // Any number will do, as long as it is only ours: "accounts" in ASCII.
    private const long LockNumber = 0x6163636F756E7473;

    // As the scripts are recorded in existing databases.
    private const string ScriptPrefix = "Altcraft.Accounts.Infrastructure.Database.Migrations.";

    /// <summary>The names of the scripts this program brings, in order.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A script as people know it: the name of its file.</summary>
    public static string ShortName(string script) =>
        script.StartsWith(ScriptPrefix, StringComparison.Ordinal) ? script[ScriptPrefix.Length..] : script;

    /// <summary>The full names of the scripts that were not run yet on this database, in order.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken) =>
        [.. Scripts.Except(await RecordedAsync(cancellationToken))];

    /// <summary>The full names of the scripts that were run on this database by a newer program, in order.</summary>
    public async Task<IReadOnlyList<string>> UnknownAsync(CancellationToken cancellationToken) =>
        [.. (await RecordedAsync(cancellationToken)).Except(Scripts).Order(StringComparer.Ordinal)];

    /// <summary>Runs what was not run yet, then stores the first data if there is none.</summary>
    /// <exception cref="MigrationFailedException">The database has refused a script.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        const string LockSql = "select pg_advisory_xact_lock(@LockNumber)";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(LockSql, new { LockNumber }, transaction, cancellationToken: cancellationToken));
        if (await PendingAsync(cancellationToken) is { Count: > 0 } pending)
        {
            LogMigrating(logger, pending.Count);

            // DbUp blocks its thread until each statement is answered.
            await Task.Run(Run, cancellationToken);
        }

        await initialData.StoreAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RecordedAsync(CancellationToken cancellationToken)
    {
        const string JournalSql = "select to_regclass('schemaversions') is not null";
        const string RecordedSql = "select scriptname from schemaversions";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(JournalSql, cancellationToken: cancellationToken))
            ? [.. await connection.QueryAsync<string>(new CommandDefinition(RecordedSql, cancellationToken: cancellationToken))]
            : [];
    }

    private void Run()
    {
        var upgrader = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(dataSource))
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        DatabaseUpgradeResult result = upgrader.PerformUpgrade();
        foreach (var script in result.Scripts)
        {
            LogRan(logger, ShortName(script.Name));
        }

        if (!result.Successful)
        {
            throw new MigrationFailedException(result.ErrorScript is { } script ? ShortName(script.Name) : null, result.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date: {Count} migrations to run")]
    private static partial void LogMigrating(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ran the migration {Script}")]
    private static partial void LogRan(ILogger logger, string script);
}
