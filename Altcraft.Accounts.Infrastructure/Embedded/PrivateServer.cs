using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>
/// Creates, starts and stops the server of one cluster with <c>initdb</c> and <c>pg_ctl</c>. The caller holds the directory's lock.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PrivateServer(ServerDirectory directory, PostgresPrograms programs)
{
    /// <summary>The only role of the cluster.</summary>
    public const string UserName = "accounts";

    private const string Unfinished = "server.new-";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // How long remains of a killed server, or a port that was just taken, may prevent a start.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(15);

    private static readonly string[] TemporaryErrors = ["shared memory block", "Address already in use", "could not create any TCP/IP sockets"];

    // UTF-8, so that lower() and ILIKE handle all letters; plain C on systems without C.UTF-8.
    private static readonly string[] CharacterTypes = ["C.UTF-8", "C"];

    // On the command line these settings override postgresql.conf and ALTER SYSTEM, which could open the server to the network or make
    // commits unsafe. The service logs failed statements, not the server, whose log would contain customer data and grow with every
    // rejected request. There are seven log files, one for each weekday, overwritten after a week. No setting may contain a space, because
    // pg_ctl passes them to a shell.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100", "password_encryption=scram-sha-256",
        "fsync=on", "full_page_writes=on", "synchronous_commit=on",
        "logging_collector=on", "log_destination=stderr", "log_directory=log", "log_filename=server-%a.log",
        "log_rotation_age=1d", "log_rotation_size=0", "log_truncate_on_rotation=on", "log_min_messages=log",
    ];

    private Task _starting = Task.CompletedTask;

    private string StartupLog => Path.Combine(directory.Cluster, "startup.log");

    /// <summary>
    /// Creates the cluster in a temporary directory and renames it at the end, so that an interrupted start leaves no incomplete cluster.
    /// </summary>
    public async Task CreateAsync(string password, CancellationToken cancellationToken)
    {
        // Names are unique, so an initdb that outlived its service cannot disturb the next one.
        var work = Path.Combine(directory.Home, Unfinished + RandomNumberGenerator.GetHexString(8, lowercase: true));
        Directory.CreateDirectory(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var (cluster, passwordFile) = (Path.Combine(work, "server"), Path.Combine(work, "password"));
            ServerDirectory.WriteSecret(passwordFile, password);
            await directory.User.TakeOverAsync(work, cancellationToken);
            await InitializeAsync(cluster, passwordFile, cancellationToken);
            if (Directory.Exists(directory.Cluster))
            {
                Directory.Delete(directory.Cluster);
            }

            Directory.Move(cluster, directory.Cluster);

            // initdb has synced the files, but the rename is only durable once the directories are synced too.
            await ServerUser.TryRunAsync("sync", [directory.Home, Path.GetDirectoryName(directory.Home)!, directory.DataDirectory], cancellationToken);
        }
        finally
        {
            Remove(work);
        }
    }

    /// <summary>Removes the remains of interrupted starts.</summary>
    public void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateDirectories(directory.Home, Unfinished + "*"))
        {
            Remove(leftover);
        }
    }

    /// <summary>Waits until a server that is already running is ready or has ended.</summary>
    /// <returns>Its port; <see langword="null"/> when no server is running.</returns>
    public async Task<int?> TakeUpAsync(CancellationToken cancellationToken)
    {
        while (PidFile.FindRunning(directory.Cluster) is { } running)
        {
            if (running.IsReady)
            {
                return running.Port;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    /// <returns>Its port.</returns>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var port = FreePort();
            PidFile.Retire(directory.Cluster);
            File.Delete(StartupLog);

            // pg_ctl puts the server into its own session, so Ctrl-C reaches only the service, which first completes its requests.
            var starting = directory.User.RunAsync(
                programs.PgCtl,
                [
                    "start", "--silent", "--wait", "--timeout=600", "-D", directory.Cluster, "-l", StartupLog,
                    "-o", $"-p {port} " + string.Join(' ', Settings.Select(setting => "-c " + setting)),
                ],
                CancellationToken.None);
            _starting = starting;
            var result = await UntilItCanBeStoppedAsync(starting, cancellationToken);
            if (result.Succeeded)
            {
                return port;
            }

            var reason = File.Exists(StartupLog) ? await File.ReadAllTextAsync(StartupLog, cancellationToken) : result.Output;
            if (clock.Elapsed > RetryLimit || !TemporaryErrors.Any(reason.Contains))
            {
                throw new EmbeddedPostgresException($"The private PostgreSQL in {directory.Cluster} does not start: {reason.Trim()}");
            }
        }
    }

    /// <summary>
    /// Stops the server if it is running. <c>fast</c> rolls open transactions back and flushes the data; <c>immediate</c> is like a crash.
    /// </summary>
    /// <returns>Whether it has stopped.</returns>
    public async Task<bool> StopAsync(string mode, CancellationToken cancellationToken)
    {
        if (PidFile.FindRunning(directory.Cluster) is not null && !(await directory.User.RunAsync(
            programs.PgCtl, ["stop", "--silent", "--wait", "--timeout=20", "-D", directory.Cluster, "-m", mode], cancellationToken)).Succeeded)
        {
            return false;
        }

        // After an interrupted start: pg_ctl sees within a tenth of a second that the server has gone.
        await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    // A start is not interrupted before the server has its PID file: until then nothing finds it, and it would stay when pg_ctl is killed.
    private async Task<ProgramResult> UntilItCanBeStoppedAsync(Task<ProgramResult> starting, CancellationToken cancellationToken)
    {
        try
        {
            return await starting.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            while (!starting.IsCompleted && PidFile.FindRunning(directory.Cluster) is null)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }

            throw;
        }
    }

    private async Task InitializeAsync(string cluster, string passwordFile, CancellationToken cancellationToken)
    {
        // Sorting by bytes is the fastest, and no index breaks when the system's collations change.
        string[] arguments =
        [
            "-D", cluster, "-U", UserName, "--pwfile", passwordFile, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--text-search-config", "simple", "--data-checksums", "--lc-ctype",
        ];
        var output = string.Empty;
        foreach (var characterType in CharacterTypes)
        {
            var result = await directory.User.RunAsync(programs.InitDb, [.. arguments, characterType], cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            output = result.Output;
        }

        throw new EmbeddedPostgresException($"The private PostgreSQL could not be created in {directory.Cluster}: {output}");
    }

    private static void Remove(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (IOException)
        {
            // A child process of initdb still writes here. A later start removes what remains.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
