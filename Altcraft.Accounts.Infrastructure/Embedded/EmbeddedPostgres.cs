using System.Runtime.Versioning;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>The private PostgreSQL cannot be used. The message says what to do.</summary>
internal sealed class EmbeddedPostgresException(string message, Exception? cause = null) : StartupException(message, cause);

/// <summary>
/// The private PostgreSQL of a start without <c>ConnectionStrings:Accounts</c> (contract, section 11): created on the first start, reused
/// if it outlived a killed service, stopped by <see cref="StopAsync"/>. <see cref="Dispose"/> only releases the directory, as a kill would.
/// </summary>
internal sealed partial class EmbeddedPostgres(EmbeddedOptions options, ILogger logger) : IDisposable
{
    private const string DatabaseName = "accounts";

    private IDisposable? _lock;
    private PrivateServer? _server;

    /// <summary>
    /// Whether this start created the database. If the first start was killed, the database exists but is empty: only its content shows
    /// that.
    /// </summary>
    public bool IsNew { get; private set; }

    /// <summary>The full path of the directory with the first token.</summary>
    public string DataDirectory { get; private set; } = Path.GetFullPath(options.DataDirectory);

    // Where the data really are.
    private string Place { get; set; } = Path.GetFullPath(options.DataDirectory);

    /// <summary>Starts the server, or finds a running one, and returns its connection string.</summary>
    /// <exception cref="EmbeddedPostgresException">The server cannot be started.</exception>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresException("The private PostgreSQL needs Linux or macOS: set ConnectionStrings:Accounts, or use docker compose up.");
        }

        try
        {
            return await OpenAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            await StopAsync(CancellationToken.None);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new EmbeddedPostgresException($"The data directory {DataDirectory} cannot be used: {exception.Message}", exception);
            }

            throw;
        }
    }

    /// <summary>
    /// Returns the connection string of the server that another service runs on this directory, or <see langword="null"/>: for commands
    /// beside a running service. It starts, stops and locks nothing.
    /// </summary>
    public async Task<string?> FindRunningAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(DataDirectory))
        {
            return null;
        }

        var directory = await ServerDirectory.OpenAsync(DataDirectory, cancellationToken);
        return directory.ReadPassword() is { } password && PidFile.FindRunning(directory.Cluster) is { IsReady: true } running
            ? ConnectionString(running.Port, password)
            : null;
    }

    /// <summary>Stops the server and releases the directory.</summary>
    /// <param name="cancellationToken">Closes the server's connections at once instead of within 20 seconds.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server && !OperatingSystem.IsWindows())
        {
            _server = null;
            if (!await TryStopAsync(server, cancellationToken) && !await server.StopAsync("immediate", CancellationToken.None))
            {
                LogLeftRunning(logger, Place);
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        var directory = await ServerDirectory.OpenAsync(options.DataDirectory, cancellationToken);
        DataDirectory = directory.DataDirectory;
        _lock = directory.Lock();
        directory.Claim();
        if (directory.IsElsewhere)
        {
            Place = directory.Cluster;
            LogElsewhere(logger, Place, DataDirectory);
        }

        var version = directory.ClusterVersion();
        var programs = await PostgresPrograms.FindAsync(version, cancellationToken);
        var server = new PrivateServer(directory, programs);
        server.RemoveLeftovers();
        var password = directory.ReadPassword();
        if (version is null)
        {
            await LeavePreviousAsync(directory, cancellationToken);
            LogCreating(logger, programs.Version, Place);
            await server.CreateAsync(password ??= directory.CreatePassword(), cancellationToken);
            IsNew = true;
        }
        else if (password is null)
        {
            throw new EmbeddedPostgresException(
                $"The password of the private database is missing from {directory.PasswordFile}: "
                + $"restore that file, or move {directory.Cluster} away to start with an empty database.");
        }

        _server = server;
        if (await server.TakeUpAsync(cancellationToken) is { } port)
        {
            LogTakenUp(logger, Place, port);
        }
        else
        {
            LogStarting(logger, programs.Version, Place);
            port = await server.StartAsync(cancellationToken);
        }

        return await ConnectAsync(ConnectionString(port, password), cancellationToken);
    }

    // A data directory whose cluster was elsewhere has been deleted, and only the link with it: the old server ends, the old data stay.
    [UnsupportedOSPlatform("windows")]
    private async Task LeavePreviousAsync(ServerDirectory directory, CancellationToken cancellationToken)
    {
        foreach (var previous in await directory.PreviousAsync(cancellationToken))
        {
            using var held = previous.Lock();
            if (PidFile.FindRunning(previous.Cluster) is not null)
            {
                var programs = await PostgresPrograms.FindAsync(previous.ClusterVersion(), cancellationToken);
                if (!await new PrivateServer(previous, programs).StopAsync("fast", cancellationToken))
                {
                    throw new EmbeddedPostgresException(
                        $"The private PostgreSQL in {previous.Home} was left running and cannot be stopped: end it, then start the service again.");
                }
            }

            LogPrevious(logger, DataDirectory, previous.Home);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<bool> TryStopAsync(PrivateServer server, CancellationToken cancellationToken)
    {
        try
        {
            LogStopping(logger, Place);
            return await server.StopAsync("fast", cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // It is stopped at once instead, and if that fails, the caller logs it.
            return false;
        }
    }

    // A connection proves that this is the server of this directory: with SCRAM both sides show that they know the password.
    private static async Task<string> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connectionString, "select 1", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // The first start: the database is created now.
            var beside = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" };
            await ExecuteAsync(beside.ConnectionString, $"create database {DatabaseName}", cancellationToken);
        }

        return connectionString;
    }

    private static async Task ExecuteAsync(string connectionString, string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [UnsupportedOSPlatform("windows")]
    private static string ConnectionString(int port, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = DatabaseName,
        Username = PrivateServer.UserName,
        Password = password,

        // Encryption is pointless on the loopback, and negotiating it costs a round trip for each connection.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    [LoggerMessage(Level = LogLevel.Information, Message = "Creating a private PostgreSQL {Version} in {Directory} (once, takes a few seconds)")]
    private static partial void LogCreating(ILogger logger, int version, string directory);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The private database is in {Directory}, and {DataDirectory}/server is a link to it: "
            + "PostgreSQL does not run as root, and its user cannot enter {DataDirectory}")]
    private static partial void LogElsewhere(ILogger logger, string directory, string dataDirectory);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The private database that {DataDirectory} had before is still in {Directory}, and nothing uses it: "
            + "delete that directory if you do not need it")]
    private static partial void LogPrevious(ILogger logger, string dataDirectory, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Starting the private PostgreSQL {Version} in {Directory}")]
    private static partial void LogStarting(ILogger logger, int version, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Using the private PostgreSQL that is still running in {Directory} on 127.0.0.1:{Port}")]
    private static partial void LogTakenUp(ILogger logger, string directory, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopping the private PostgreSQL in {Directory}")]
    private static partial void LogStopping(ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The private PostgreSQL in {Directory} is still running; the next start uses it")]
    private static partial void LogLeftRunning(ILogger logger, string directory);
}
