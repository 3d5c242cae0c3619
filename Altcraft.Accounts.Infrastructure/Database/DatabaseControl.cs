using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Infrastructure.Database.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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

    public string? TokenPath => embedded.IsUsed && File.Exists(embedded.TokenPath) ? embedded.TokenPath : null;

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

    public Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken) => Migrator.PendingAsync(cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) => Migrator.MigrateAsync(cancellationToken);

    public string? Explain(Exception exception) => DatabaseRefusal.OfCommand(exception, database.Description);

    public Task CloseAsync() => _started ? embedded.StopAsync(CancellationToken.None) : Task.CompletedTask;
}
