using System.Data;
using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Postgresql;

namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>The database rejected a migration, which was rolled back.</summary>
internal sealed class MigrationFailedException(string? script, Exception cause)
    : Exception($"The migration {script} failed: {Sentence(cause).TrimEnd('.')}.", cause)
{
    // The full message also contains the position in the script, which the inner exception reports.
    private static string Sentence(Exception cause) => cause is PostgresException refusal ? $"{refusal.MessageText} ({refusal.SqlState})" : cause.Message;
}

/// <summary>
/// Updates the schema with the scripts of <c>Scripts/</c>: forward only, each once and in its own transaction. When several replicas start
/// at once, an advisory lock makes them wait for the first (contract, section 11).
/// </summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource dataSource, InitialData initialData, ILogger<SchemaMigrator> logger)
{
    // An arbitrary number, unique to the migration: "accounts" in ASCII.
    private const long LockNumber = 0x6163636F756E7473;

    // The names that existing databases have recorded.
    private const string ScriptPrefix = "Altcraft.Accounts.Infrastructure.Database.Migrations.";

    /// <summary>The full names of all scripts, in order.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The file name of a script.</summary>
    public static string ShortName(string script) =>
        script.StartsWith(ScriptPrefix, StringComparison.Ordinal) ? script[ScriptPrefix.Length..] : script;

    /// <summary>The full names of the pending scripts, in order.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken) =>
        [.. Scripts.Except(await RecordedAsync(cancellationToken))];

    /// <summary>The full names of the scripts that a newer program has run, in order.</summary>
    public async Task<IReadOnlyList<string>> UnknownAsync(CancellationToken cancellationToken) =>
        [.. (await RecordedAsync(cancellationToken)).Except(Scripts).Order(StringComparer.Ordinal)];

    /// <summary>Runs the pending scripts and loads the initial data.</summary>
    /// <exception cref="MigrationFailedException">The database rejected a script.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // This session waits for the others, and then is idle while the scripts run.
        const string LockSql = """
            set local statement_timeout = 0;
            set local lock_timeout = 0;
            set local idle_in_transaction_session_timeout = 0;
            select pg_advisory_xact_lock(@LockNumber)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(LockSql, new { LockNumber }, transaction, cancellationToken: cancellationToken));
        if (await PendingAsync(cancellationToken) is { Count: > 0 } pending)
        {
            await initialData.CheckAsync(cancellationToken);
            LogMigrating(logger, pending.Count);

            // DbUp is synchronous.
            await Task.Run(() => Run(cancellationToken), cancellationToken);
            await ReportOutdatedNamesAsync(cancellationToken);
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

    // Script 0010: names that collide by the rules of today. Nothing is renamed; after each upgrade the operator is told again.
    private async Task ReportOutdatedNamesAsync(CancellationToken cancellationToken)
    {
        const string Sql = "select object_type || ' ' || id from outdated_names() order by object_type, id limit @limit";
        const int Shown = 20;
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            var names = (await connection.QueryAsync<string>(new CommandDefinition(Sql, new { limit = Shown + 1 }, cancellationToken: cancellationToken))).AsList();
            if (names.Count > 0)
            {
                LogOutdatedNames(logger, string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? " and more" : string.Empty));
            }
        }
        catch (NpgsqlException exception)
        {
            // The migration itself is done.
            LogNamesUnread(logger, exception);
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        var upgrader = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(dataSource))
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere();
        upgrader.Configure(configuration => configuration.ScriptExecutor = new CancellableExecutor(configuration, cancellationToken));
        DatabaseUpgradeResult result = upgrader.Build().PerformUpgrade();
        foreach (var script in result.Scripts)
        {
            LogRan(logger, ShortName(script.Name));
        }

        if (!result.Successful)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MigrationFailedException(result.ErrorScript is { } script ? ShortName(script.Name) : null, result.Error);
        }
    }

    // Otherwise a statement would go on in the server after the program has ended, and hold its locks.
    private sealed class CancellableExecutor(UpgradeConfiguration upgrade, CancellationToken cancellationToken) : PostgresqlScriptExecutor(
        () => upgrade.ConnectionManager, () => upgrade.Log, null, () => upgrade.VariablesEnabled, upgrade.ScriptPreprocessors, () => upgrade.Journal)
    {
        protected override void ExecuteNonQuery(IDbCommand command)
        {
            using var cancel = cancellationToken.Register(command.Cancel);
            cancellationToken.ThrowIfCancellationRequested();
            base.ExecuteNonQuery(command);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database up to date: {Count} migrations to run")]
    private static partial void LogMigrating(ILogger logger, int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "These have a name that only invisible characters or white space tell from another, and are not found by it until one is renamed "
            + "(docs/operations.md, \"Names that collide\"): {Names}")]
    private static partial void LogOutdatedNames(ILogger logger, string names);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Names that collide could not be looked for after the migration: see docs/operations.md, \"Names that collide\"")]
    private static partial void LogNamesUnread(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ran the migration {Script}")]
    private static partial void LogRan(ILogger logger, string script);
}
