using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Altcraft.Accounts.Infrastructure.Embedded;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>A data directory of one test, every service started on it, and the end of them all.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class EmbeddedDirectory : IAsyncDisposable, ILogger
{
    private const string Homes = "/var/lib/altcraft-accounts";

    private readonly string _parent = Directory.CreateTempSubdirectory("accounts-embedded-").FullName;
    private readonly List<EmbeddedPostgres> _services = [];

    public EmbeddedDirectory(UnixFileMode parentMode)
    {
        File.SetUnixFileMode(_parent, parentMode);
        Path = System.IO.Path.Combine(_parent, "data");
    }

    // The server's user must be able to pass, since the tests may run as root.
    public EmbeddedDirectory() : this(
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)
    {
    }

    public string Path { get; }

    /// <summary>What the services have logged.</summary>
    public List<string> Lines { get; } = [];

    public string Cluster => new FileInfo(Link).LinkTarget ?? Link;

    public string PidFile => System.IO.Path.Combine(Cluster, "postmaster.pid");

    public int ServerProcess => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    public EmbeddedPostgres NewService()
    {
        var service = new EmbeddedPostgres(new EmbeddedOptions { DataDirectory = Path }, this);
        _services.Add(service);
        return service;
    }

    /// <summary>What SIGKILL leaves: the system closes the service's files, and nobody stops the server.</summary>
    public static void Kill(EmbeddedPostgres service) => service.Dispose();

    /// <summary>Kills the server as a crash would, and waits for its process to be gone.</summary>
    public void KillServer()
    {
        using var server = Process.GetProcessById(ServerProcess);
        server.Kill();
        server.WaitForExit();
    }

    public static async Task<T> AskAsync<T>(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(statement);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task DoAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The command lines of all processes that work here.</summary>
    public IReadOnlyList<string> Processes() =>
        [.. CommandLines().Where(line => line.Contains(Path + "/", StringComparison.Ordinal) || line.Contains(Cluster, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
            await service.StopAsync(CancellationToken.None);
        // A server that a test left to itself: the next service takes it up and stops it.
        if (Directory.Exists(Cluster) && File.Exists(PidFile))
        {
            using var last = NewService();
            await last.StartAsync(CancellationToken.None);
            await last.StopAsync(CancellationToken.None);
        }

        foreach (var home in Directory.Exists(Homes) ? Directory.GetDirectories(Homes) : [])
        {
            var owner = System.IO.Path.Combine(home, "data-directory");
            if (File.Exists(owner) && File.ReadAllText(owner).Trim() == Path)
                Directory.Delete(home, recursive: true);
        }

        Directory.Delete(_parent, recursive: true);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
            Lines.Add(formatter(state, exception));
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
        {
            var line = string.Empty;
            try
            {
                line = File.ReadAllText(process + "/cmdline");
            }
            catch (IOException)
            {
                // It has just ended.
            }

            yield return line;
        }
    }

    // Leads elsewhere if the server's user cannot enter the directory.
    private string Link => System.IO.Path.Combine(Path, "server");
}
