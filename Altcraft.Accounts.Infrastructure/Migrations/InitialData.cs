using System.Reflection;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Embedded;

namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>
/// Loads the initial data of a new database (contract, section 11): the first token, and with the private PostgreSQL the example data. Runs
/// under the migration's lock.
/// </summary>
internal sealed partial class InitialData(
    NpgsqlDataSource dataSource,
    IOptions<BootstrapOptions> bootstrap,
    EmbeddedDatabase embedded,
    ILogger<InitialData> logger)
{
    private const string ExampleData = "Altcraft.Accounts.Infrastructure.Migrations.example_data.sql";

    /// <summary>Checks the settings of the first token if it is needed: before the schema is changed.</summary>
    /// <exception cref="StartupException">The token is not one, or its file cannot be read.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        const string HasTableSql = "select to_regclass('tokens') is not null";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HasTableSql, cancellationToken: cancellationToken))
            || !await HasTokensAsync(connection, cancellationToken))
        {
            await ConfiguredSecretAsync(cancellationToken);
        }
    }

    /// <summary>Stores the data in a database without tokens.</summary>
    /// <exception cref="StartupException">The token is not one, or its file cannot be read.</exception>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await HasTokensAsync(connection, cancellationToken))
        {
            return;
        }

        // A database without tokens is new. The example data is loaded with the first token, atomically.
        var secret = await FirstSecretAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (embedded.IsUsed || (bootstrap.Value.ExampleData && secret is not null))
        {
            await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ExampleData)!;
            using var reader = new StreamReader(stream);
            await using var load = new NpgsqlCommand(await reader.ReadToEndAsync(cancellationToken), connection, transaction);
            await load.ExecuteNonQueryAsync(cancellationToken);
        }

        if (secret is not null)
        {
            await AddTokenAsync(secret, connection, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> HasTokensAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from tokens)", cancellationToken: cancellationToken));

    private async Task<string?> ConfiguredSecretAsync(CancellationToken cancellationToken)
    {
        var options = bootstrap.Value;
        var secret = options.AdminTokenFile is { Length: > 0 } file ? await ReadAsync(file, cancellationToken) : options.AdminToken;
        return string.IsNullOrEmpty(secret) ? null
            : TokenSecret.IsWellFormed(secret) ? secret
            : throw new StartupException(
                "Bootstrap:AdminToken must be aat_ and 43 base64url characters (256 random bits); create one with: "
                + "echo \"aat_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')\"");
    }

    private async Task<string?> FirstSecretAsync(CancellationToken cancellationToken)
    {
        if (await ConfiguredSecretAsync(cancellationToken) is { } configured)
        {
            return configured;
        }

        if (embedded.IsUsed)
        {
            var secret = TokenSecret.New();
            embedded.WriteAdminToken(secret);
            return secret;
        }

        LogNoToken(logger);
        return null;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Bootstrap:AdminTokenFile cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task AddTokenAsync(
        string secret, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        const string Sql = """
            with token as (
                insert into tokens (name, prefix, hash, scopes) values ('first token', @prefix, @hash, array['*']) returning id, name
            )
            insert into audit_entries (request_id, action, object_type, object_id, changes)
            select 'first-start', 'token.create', 'token', token.id, jsonb_build_array(
                jsonb_build_object('field', 'name', 'old', null, 'new', token.name),
                jsonb_build_object('field', 'prefix', 'old', null, 'new', @prefix),
                jsonb_build_object('field', 'scopes', 'old', null, 'new', jsonb_build_array('*')))
            from token
            """;
        await using var command = new NpgsqlCommand(Sql, connection, transaction);
        command.Parameters.AddWithValue("prefix", TokenSecret.ShownPrefix(secret));
        command.Parameters.AddWithValue("hash", TokenSecret.Hash(secret));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "There is no API token yet: create one with \"token create --name NAME\", or set Bootstrap:AdminToken before the first start")]
    private static partial void LogNoToken(ILogger logger);
}
