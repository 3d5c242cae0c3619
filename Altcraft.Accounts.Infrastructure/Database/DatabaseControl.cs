using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Infrastructure.Database.Embedded;
using Altcraft.Accounts.Infrastructure.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <inheritdoc/>
internal sealed class DatabaseControl(
    IConfiguration configuration,
    EmbeddedDatabase embedded,
    DatabaseConnection database,
    IServiceProvider services) : IDatabaseControl
{
    // Longer than a request would wait: a command may come when the database is busy, and nobody is kept waiting by it.
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
        var connection = DatabaseRefusal.Read(running ?? await embedded.StartAsync(cancellationToken));
        if (!connection.ShouldSerialize("Timeout"))
        {
            connection.Timeout = ConnectTimeoutSeconds;
        }

        database.ConnectionString = connection.ConnectionString;
    }

    public async Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken) =>
        [.. (await Migrator.PendingAsync(cancellationToken)).Select(SchemaMigrator.ShortName)];

    public async Task<TokenFile?> FindTokenFileAsync(CancellationToken cancellationToken)
    {
        if (!embedded.IsUsed)
        {
            return null;
        }

        var state = !File.Exists(embedded.TokenPath) ? TokenFileState.IsGone
            : await WorksAsync(embedded.TokenPath, cancellationToken) ? TokenFileState.Works
            : TokenFileState.IsUseless;
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
            // It is only for a line to a person: no reason for the service not to start.
            return true;
        }
    }
}
