using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Whether the service brings its own PostgreSQL, and the first token's file beside it (contract, section 11).</summary>
internal sealed class EmbeddedDatabase(IConfiguration configuration, IOptions<EmbeddedOptions> options, ILogger<EmbeddedPostgres> logger)
    : IDisposable, IAsyncDisposable
{
    private const string NotNamed =
        "No database is named, and there is no private one here (Embedded:Enabled is false): set ConnectionStrings:Accounts, in the environment "
        + "ConnectionStrings__Accounts, to a PostgreSQL 14 or newer, as in \"Host=db;Database=accounts;Username=accounts\".";

    private readonly EmbeddedPostgres _server = new(options.Value, logger);

    /// <summary>Whether no <c>ConnectionStrings:Accounts</c> names a database.</summary>
    public bool IsUsed => string.IsNullOrWhiteSpace(configuration.GetConnectionString("Accounts"));

    /// <summary>Where the first token is kept.</summary>
    public string TokenPath => Path.Combine(_server.DataDirectory, "admin-token");

    private EmbeddedPostgres Allowed => options.Value.Enabled ? _server : throw new EmbeddedPostgresException(NotNamed);

    /// <inheritdoc cref="EmbeddedPostgres.StartAsync"/>
    public Task<string> StartAsync(CancellationToken cancellationToken) => Allowed.StartAsync(cancellationToken);

    /// <inheritdoc cref="EmbeddedPostgres.FindRunningAsync"/>
    public Task<string?> FindRunningAsync(CancellationToken cancellationToken) => Allowed.FindRunningAsync(cancellationToken);

    /// <inheritdoc cref="EmbeddedPostgres.StopAsync"/>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Writes the first token where the operator finds it: mode 0600, whole or not at all.</summary>
    public void WriteAdminToken(string secret)
    {
        if (!OperatingSystem.IsWindows())
        {
            ServerDirectory.WriteSecret(TokenPath, secret);
        }
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Stops the server when the service ends without having started, as when its address is taken.</summary>
    public ValueTask DisposeAsync() => new(_server.StopAsync(CancellationToken.None));
}
