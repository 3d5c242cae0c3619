using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Whether the service brings its own PostgreSQL, and the files it keeps beside it (contract, section 11).</summary>
internal sealed class EmbeddedDatabase(IConfiguration configuration, IOptions<EmbeddedOptions> options, ILogger<EmbeddedPostgres> logger)
    : IDisposable, IAsyncDisposable
{
    private const string TokenFile = "admin-token";

    private const string NotNamed =
        "No database is named, and there is no private one here (Embedded:Enabled is false): set ConnectionStrings:Accounts, in the environment "
        + "ConnectionStrings__Accounts, to a PostgreSQL 14 or newer, as in \"Host=db;Database=accounts;Username=accounts\".";

    private readonly EmbeddedPostgres _server = new(options.Value, logger);

    /// <summary>Whether no <c>ConnectionStrings:Accounts</c> names a database.</summary>
    public bool IsUsed => string.IsNullOrWhiteSpace(configuration.GetConnectionString("Accounts"));

    /// <summary>Where the first token is kept.</summary>
    public string TokenPath => Path.Combine(_server.DataDirectory, TokenFile);

    private EmbeddedPostgres Allowed => options.Value.Enabled ? _server : throw new EmbeddedPostgresException(NotNamed);

    /// <summary>Starts the private server, or takes up the one that still runs.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> StartAsync(CancellationToken cancellationToken) => Allowed.StartAsync(cancellationToken);

    /// <summary>The connection string of the server a running service has, if there is one: for the command line.</summary>
    public Task<string?> FindRunningAsync(CancellationToken cancellationToken) => Allowed.FindRunningAsync(cancellationToken);

    /// <summary>Stops the server this one has started.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Writes the first token where the operator finds it: mode 0600, whole or not at all.</summary>
    public async Task WriteAdminTokenAsync(string secret, CancellationToken cancellationToken)
    {
        var unfinished = TokenPath + ".new";
        File.Delete(unfinished);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(unfinished, create))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(secret + "\n"), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, TokenPath, overwrite: true);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Stops the server when the service ends without having started, as when its address is taken.</summary>
    public ValueTask DisposeAsync() => new(_server.StopAsync(CancellationToken.None));
}
