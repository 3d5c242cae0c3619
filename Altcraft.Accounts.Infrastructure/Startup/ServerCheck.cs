using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Migrations;

namespace Altcraft.Accounts.Infrastructure.Startup;

/// <summary>Checks once, at the start, whether the program can use this database (contract, section 11).</summary>
internal sealed class ServerCheck(DatabaseConnection database, SchemaMigrator migrator, IOptions<DatabaseOptions> options)
{
    private const int OldestVersion = 140_000;
    private const int TimeoutSeconds = 5;

    /// <summary>Checks the server, the database and what its sessions are like.</summary>
    /// <exception cref="StartupException">The database cannot be used. The message says what to change.</exception>
    public async Task CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            select current_setting('server_version_num')::int as version, current_setting('server_version') as version_name,
                   current_setting('server_encoding') as encoding, current_schemas(true)::text[] as schemas, current_schema()::text as current_schema,
                   current_setting('default_transaction_isolation') as isolation,
                   (select relnamespace::regnamespace::text from pg_class
                    where relname = 'account_external_data_connectors' and relkind = 'r' and to_regclass(relname) is null limit 1) as hidden_tables,
                   not exists (select from pg_extension where extname = 'pg_trgm')
                   and not exists (select from pg_available_extensions where name = 'pg_trgm') as lacks_trigrams
            """;
        await using var source = database.CreateMigrationSource();
        await using var connection = await OpenAsync(source, cancellationToken);
        var server = await connection.QuerySingleAsync<Server>(
            new CommandDefinition(Sql, commandTimeout: TimeoutSeconds, cancellationToken: cancellationToken));
        if (Problem(server, options.Value.IsPooled(), database.HasSearchPath) is { } problem)
        {
            throw new StartupException($"The database {database.Description} cannot be used: {problem}");
        }
    }

    /// <summary>Checks that the schema is not newer than the program.</summary>
    /// <exception cref="StartupException">It is.</exception>
    public async Task CheckSchemaAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.AllowNewerSchema && await migrator.UnknownAsync(cancellationToken) is [var unknown, ..])
        {
            throw new StartupException(
                $"The database {database.Description} has a newer schema than this program: it has run {SchemaMigrator.ShortName(unknown)}, which this program "
                + "does not have. Start the newer program, or, to take an upgrade back, this one with --Database:AllowNewerSchema=true.");
        }
    }

    /// <summary>The problem of the server; <see langword="null"/> when there is none.</summary>
    /// <param name="isPooled">Whether a pooler makes the sessions, so that the connection string does not.</param>
    /// <param name="hasSearchPath">Whether the connection string names the schema, which may still be empty.</param>
    internal static string? Problem(Server server, bool isPooled, bool hasSearchPath)
    {
        var another = isPooled
            ? "let the pooler set another for each connection, in PgBouncer with connect_query"
            : "set another with Search Path in ConnectionStrings:Accounts";
        return server switch
        {
            { Version: < OldestVersion } => $"it runs on PostgreSQL {server.VersionName}, and the service needs 14 or newer.",
            { Encoding: not "UTF8" } =>
                $"its encoding is {server.Encoding}, and the service needs UTF8: "
                + "create another one with create database … encoding 'UTF8' template template0.",
            { CurrentSchema: null } => $"its search_path names no schema that exists: {another}.",
            { Schemas: var schemas } when schemas.First(name => !name.StartsWith("pg_temp", StringComparison.Ordinal)) != "pg_catalog" =>
                $"its search_path has {schemas[0]} before pg_catalog, so that tables and functions there would hide PostgreSQL's own: {another}.",
            { HiddenTables: { } schema } when !hasSearchPath =>
                $"its tables are in the schema {schema}, where its search_path does not lead: {another}.",

            { LacksTrigrams: true } =>
                "its server does not have the extension pg_trgm: install PostgreSQL's contrib modules there (Red Hat: postgresql-contrib; "
                + "Debian and Ubuntu have them in postgresql).",

            // Without a pooler it is set for each session, unless something in between drops it.
            { Isolation: not "read committed" } =>
                $"its sessions have default_transaction_isolation = {server.Isolation}: let the pooler set it for each connection, "
                + "in PgBouncer with connect_query = 'set default_transaction_isolation = ''read committed'''.",
            _ => null,
        };
    }

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception) when (DatabaseRefusal.IsOfPassword(exception))
        {
            throw new StartupException(
                $"The database {database.Description} asks for a password, and none is set: put it into the file Database__Password in Secrets:Directory, "
                + "or set Database:Password.",
                exception);
        }
    }

    internal sealed record Server
    {
        public int Version { get; init; }

        public string VersionName { get; init; } = string.Empty;

        public string Encoding { get; init; } = string.Empty;

        public string[] Schemas { get; init; } = [];

        public string? CurrentSchema { get; init; }

        public string Isolation { get; init; } = string.Empty;

        public string? HiddenTables { get; init; }

        public bool LacksTrigrams { get; init; }
    }
}
