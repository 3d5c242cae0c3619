using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Migrations;

namespace Altcraft.Accounts.Infrastructure.Startup;

/// <summary>Checks once, at the start, whether the service can use this database (contract, section 11).</summary>
internal sealed class ServerCheck(DatabaseConnection database, SchemaMigrator migrator, IOptions<DatabaseOptions> options)
{
    private const int OldestVersion = 140_000;
    private const int TimeoutSeconds = 5;

    /// <exception cref="StartupException">The database cannot be used. The message says what to change.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            select current_setting('server_version_num')::int as version, current_setting('server_version') as version_name,
                   current_setting('server_encoding') as encoding, current_schemas(true)::text[] as schemas, current_schema()::text as current_schema,
                   current_setting('synchronous_commit') as synchronous_commit, current_setting('default_transaction_isolation') as isolation
            """;
        await using var source = database.CreateMigrationSource();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var server = await connection.QuerySingleAsync<Server>(new CommandDefinition(Sql, commandTimeout: TimeoutSeconds, cancellationToken: cancellationToken));
        if (Problem(server, options.Value.IsPooled()) is { } problem)
        {
            throw new StartupException($"The database {database.Description} cannot be used: {problem}");
        }

        if (!options.Value.AllowNewerSchema && await migrator.UnknownAsync(cancellationToken) is [var unknown, ..])
        {
            throw new StartupException(
                $"The database {database.Description} has a newer schema than this program: it has run {SchemaMigrator.ShortName(unknown)}, which this program "
                + "does not have. Start the newer program, or, to take an upgrade back, this one with --Database:AllowNewerSchema=true.");
        }
    }

    /// <summary>The problem of the server; <see langword="null"/> when there is none.</summary>
    internal static string? Problem(Server server, bool isPooled) => server switch
    {
        { Version: < OldestVersion } => $"it runs on PostgreSQL {server.VersionName}, and the service needs 14 or newer.",
        { Encoding: not "UTF8" } => $"its encoding is {server.Encoding}, and the service needs UTF8: create another one with create database … encoding 'UTF8' template template0.",
        { CurrentSchema: null } => "its search_path names no schema that exists: set one with Search Path in ConnectionStrings:Accounts.",
        { Schemas: var schemas } when schemas.SkipWhile(name => name.StartsWith("pg_temp", StringComparison.Ordinal)).First() != "pg_catalog" =>
            $"its search_path has {schemas[0]} before pg_catalog, so that tables and functions there would hide PostgreSQL's own: set another with Search Path in ConnectionStrings:Accounts.",

        // Without a pooler both are set for each session.
        { SynchronousCommit: "off" or "local" } when isPooled => NotPinned("synchronous_commit", server.SynchronousCommit, "on"),
        { Isolation: not "read committed" } when isPooled => NotPinned("default_transaction_isolation", server.Isolation, "'read committed'"),
        _ => null,
    };

    private static string NotPinned(string setting, string value, string needed) =>
        $"its sessions have {setting} = {value}: let the pooler set it for each connection, in PgBouncer with connect_query = 'set {setting} = {needed.Replace("'", "''", StringComparison.Ordinal)}'.";

    internal sealed class Server
    {
        public int Version { get; init; }

        public string VersionName { get; init; } = string.Empty;

        public string Encoding { get; init; } = string.Empty;

        public string[] Schemas { get; init; } = [];

        public string? CurrentSchema { get; init; }

        public string SynchronousCommit { get; init; } = string.Empty;

        public string Isolation { get; init; } = string.Empty;
    }
}
