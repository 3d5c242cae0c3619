using Altcraft.Accounts.Application.Startup;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.Infrastructure.Migrations;
using Altcraft.Accounts.Infrastructure.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.Infrastructure.Startup;

internal sealed partial class DatabaseControl(
    IConfiguration configuration,
    EmbeddedDatabase embedded,
    DatabaseConnection database,
    SchemaState schema,
    IServiceProvider services,
    ILogger<DatabaseControl> logger) : IDatabaseControl
{
    // Longer than for a request: a command may run while the database is busy, and nothing waits for it.
    private const int ConnectTimeoutSeconds = 15;

    private bool _started;

    public string Description => (embedded.IsUsed ? "private PostgreSQL, " : "PostgreSQL, ") + database.Description;

    private SchemaMigrator Migrator => services.GetRequiredService<SchemaMigrator>();

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var running = embedded.IsUsed
            ? await embedded.FindRunningAsync(cancellationToken)
            : configuration.GetConnectionString("Accounts");
        _started = running is null;
        var connection = ConnectionDefaults.Read(running ?? await embedded.StartAsync(cancellationToken));
        if (!connection.ShouldSerialize("Timeout"))
        {
            connection.Timeout = ConnectTimeoutSeconds;
        }

        database.ConnectionString = connection.ConnectionString;

        // Resolved only now: it needs the connection string.
        await services.GetRequiredService<ServerCheck>().CheckDatabaseAsync(cancellationToken);

        // A command uses the existing schema. Explain describes the error when there is none.
        schema.IsCurrent = true;
    }

    public async Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken) =>
        [.. (await Migrator.PendingAsync(cancellationToken)).Select(SchemaMigrator.ShortName)];

    public async Task<TokenFile?> FindTokenFileAsync(CancellationToken cancellationToken)
    {
        if (!embedded.IsUsed)
        {
            return null;
        }

        var state = !File.Exists(embedded.TokenPath) ? TokenFileState.Missing
            : await WorksAsync(embedded.TokenPath, cancellationToken) ? TokenFileState.Valid
            : TokenFileState.Unusable;
        return new TokenFile(embedded.TokenPath, state);
    }

    public Task MigrateAsync(CancellationToken cancellationToken) => Migrator.MigrateAsync(cancellationToken);

    public string? Explain(Exception exception) => DatabaseRefusal.OfCommand(exception, database.Description);

    public Task CloseAsync() => _started ? embedded.StopAsync(CancellationToken.None) : Task.CompletedTask;

    private async Task<bool> WorksAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var secret = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            await using var scope = services.CreateAsyncScope();
            var token = await scope.ServiceProvider.GetRequiredService<TokenRepository>().FindByHashAsync(TokenSecret.Hash(secret), cancellationToken);
            return token?.IsActive(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime) == true;
        }
        catch (Exception exception) when (exception is AccountsException or NpgsqlException or IOException or UnauthorizedAccessException)
        {
            // This is only for a log line, so it must not stop the service.
            LogNotChecked(logger, exception, path);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token in {Path} could not be checked")]
    private static partial void LogNotChecked(ILogger logger, Exception exception, string path);
}
