using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Section <c>Embedded</c> of the configuration: the private PostgreSQL of the default start (contract, section 11).</summary>
internal sealed class EmbeddedOptions
{
    public const string Section = "Embedded";

    /// <summary>Whether the private PostgreSQL may be used. A container disables it, so that a database must be configured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The directory of the database, its password and the first token; relative to the working directory.</summary>
    public string DataDirectory { get; set; } = ".data";
}

/// <summary>
/// The private PostgreSQL, used when no database is configured, and the file of the first token beside it (contract, section 11).
/// </summary>
internal sealed class EmbeddedDatabase(IConfiguration configuration, IOptions<EmbeddedOptions> options, ILogger<EmbeddedPostgres> logger)
    : IDisposable, IAsyncDisposable
{
    private const string NotConfigured =
        "No database is configured, and the private one is disabled (Embedded:Enabled is false): set ConnectionStrings:Accounts, in the environment "
        + "ConnectionStrings__Accounts, to a PostgreSQL 14 or newer, as in \"Host=db;Database=accounts;Username=accounts\".";

    private readonly EmbeddedPostgres _server = new(options.Value, logger);

    /// <summary>Whether the private server is used, because <c>ConnectionStrings:Accounts</c> is not set.</summary>
    public bool IsUsed => string.IsNullOrWhiteSpace(configuration.GetConnectionString("Accounts"));

    /// <summary>The file of the first token.</summary>
    public string TokenPath => Path.Combine(_server.DataDirectory, "admin-token");

    private EmbeddedPostgres Allowed => options.Value.Enabled ? _server : throw new EmbeddedPostgresException(NotConfigured);

    /// <inheritdoc cref="EmbeddedPostgres.StartAsync"/>
    public Task<string> StartAsync(CancellationToken cancellationToken) => Allowed.StartAsync(cancellationToken);

    /// <inheritdoc cref="EmbeddedPostgres.FindRunningAsync"/>
    public Task<string?> FindRunningAsync(CancellationToken cancellationToken) => Allowed.FindRunningAsync(cancellationToken);

    /// <inheritdoc cref="EmbeddedPostgres.StopAsync"/>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Writes the first token to its file, atomically and with mode 0600.</summary>
    public void WriteAdminToken(string secret)
    {
        if (!OperatingSystem.IsWindows())
        {
            ServerDirectory.WriteSecret(TokenPath, secret);
        }
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Stops the server when the service fails to start, for example because its address is in use.</summary>
    public ValueTask DisposeAsync() => new(_server.StopAsync(CancellationToken.None));
}
