using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Makes, starts and stops the server of one cluster with PostgreSQL's own <c>initdb</c> and <c>pg_ctl</c>. Its caller holds the directory's lock.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PrivateServer(ServerDirectory directory, PostgresPrograms programs)
{
    /// <summary>The one role of the cluster.</summary>
    public const string UserName = "accounts";

    private const string Unfinished = "server.new-";

    // No system gives out this process ID, so PostgreSQL takes the file for that of a server that has died.
    private const string NoProcess = "2147483647";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // How long what is left of a killed server, or a port taken in the same moment, may stand in the way.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(15);

    private static readonly string[] PassingTroubles = ["shared memory block", "Address already in use", "could not create any TCP/IP sockets"];

    // UTF-8 for letters, so that lower() and ILIKE know more than ASCII; plain C where a system has no C.UTF-8.
    private static readonly string[] CharacterTypes = ["C.UTF-8", "C"];

    // On the command line they outrank postgresql.conf and ALTER SYSTEM: neither opens the server to the network nor makes a commit forgetful.
    // Statements that fail are the service's to log, not the server's: its log would hold the customers' data and grow with every refused request.
    // Seven log files, one a weekday, each overwritten after a week. No option may contain a space: pg_ctl hands them to a shell.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100", "password_encryption=scram-sha-256",
        "fsync=on", "full_page_writes=on", "synchronous_commit=on",
        "logging_collector=on", "log_destination=stderr", "log_directory=log", "log_filename=server-%a.log",
        "log_rotation_age=1d", "log_rotation_size=0", "log_truncate_on_rotation=on", "log_min_messages=log",
    ];

    private string StartupLog => Path.Combine(directory.Cluster, "startup.log");

    /// <summary>
    /// The server that runs on a cluster, or <see langword="null"/>. The file alone proves nothing: after a crash it stays behind and its process ID
    /// may by now be anyone's, and a copied directory brings along the file of the original. So the process's command line must name the cluster.
    /// </summary>
    public static (int Port, bool IsReady)? FindRunning(string cluster)
    {
        try
        {
            // Lines: process ID, data directory, start time, port, socket directory, address, shared memory key, status.
            var lines = File.ReadAllLines(PidFile(cluster));
            return lines.Length > 3 && int.TryParse(lines[0], out var id) && int.TryParse(lines[3], out var port)
                && CommandLine(id).Contains($"-D {cluster} ", StringComparison.Ordinal)
                ? (port, lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (IOException)
        {
            // No such file, or no such process any more.
            return null;
        }
    }

    /// <summary>Makes the cluster in a directory beside the final place and renames it at the end: a start that is killed leaves nothing that looks like one.</summary>
    public async Task CreateAsync(string password, CancellationToken cancellationToken)
    {
        // A name is never used twice, so an initdb that outlived its service cannot disturb the next.
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

            // initdb has synced the files; the rename is only as durable as the directories that know of it.
            await ServerUser.TryRunAsync("sync", [directory.Home, Path.GetDirectoryName(directory.Home)!, directory.DataDirectory], cancellationToken);
        }
        finally
        {
            Remove(work);
        }
    }

    /// <summary>Removes what starts that did not finish have left.</summary>
    public void RemoveLeftovers()
    {
        foreach (var leftover in Directory.EnumerateDirectories(directory.Home, Unfinished + "*"))
        {
            Remove(leftover);
        }
    }

    /// <summary>Waits until a server that is already there is ready, or has ended.</summary>
    /// <returns>Its port; <see langword="null"/> when there is none.</returns>
    public async Task<int?> TakeUpAsync(CancellationToken cancellationToken)
    {
        while (FindRunning(directory.Cluster) is { } running)
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
            var port = FreePort();
            Retire();
            File.Delete(StartupLog);

            // pg_ctl gives the server a session of its own, so Ctrl-C in the terminal reaches the service alone, which first answers what it has begun.
            var result = await directory.User.RunAsync(
                programs.PgCtl,
                [
                    "start", "--silent", "--wait", "--timeout=600", "-D", directory.Cluster, "-l", StartupLog,
                    "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} ") + string.Join(' ', Settings.Select(setting => "-c " + setting)),
                ],
                cancellationToken);
            if (result.Succeeded)
            {
                return port;
            }

            var reason = File.Exists(StartupLog) ? await File.ReadAllTextAsync(StartupLog, cancellationToken) : result.Output;
            if (clock.Elapsed > RetryLimit || !PassingTroubles.Any(reason.Contains))
            {
                throw new EmbeddedPostgresException($"The private PostgreSQL in {directory.Cluster} does not start: {reason.Trim()}");
            }
        }
    }

    /// <summary>Stops the server if it runs. <c>fast</c> rolls open transactions back and writes the data out; <c>immediate</c> is like a crash.</summary>
    /// <returns>Whether it does not run any more.</returns>
    public async Task<bool> StopAsync(string mode, CancellationToken cancellationToken) => FindRunning(directory.Cluster) is null
        || (await directory.User.RunAsync(
            programs.PgCtl, ["stop", "--silent", "--wait", "--timeout=20", "-D", directory.Cluster, "-m", mode], cancellationToken)).Succeeded;

    private static string PidFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    // Only this file of another user's process can be read by everyone, also by root in a container without further rights.
    private static string CommandLine(int processId)
    {
        if (Directory.Exists("/proc/self"))
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cmdline").Replace('\0', ' ');
        }

        using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "args=", "-p", $"{processId}"]) { RedirectStandardOutput = true });
        return list?.StandardOutput.ReadToEnd() ?? string.Empty;
    }

    // Keeps the file of a server that has died from blocking the next: PostgreSQL itself would stop at a process ID that another process of the
    // same user has by now. Only the ID is replaced, since the line with the shared memory tells PostgreSQL whether parts of the old server still run.
    private void Retire()
    {
        var path = PidFile(directory.Cluster);
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > 1 && int.TryParse(lines[0], out _))
        {
            File.WriteAllText(path, string.Join('\n', [NoProcess, .. lines[1..]]) + "\n");
        }
        else
        {
            // Cut off by a crash while it was written: PostgreSQL refuses to judge such a file.
            File.Delete(path);
        }
    }

    private async Task InitializeAsync(string cluster, string passwordFile, CancellationToken cancellationToken)
    {
        // Byte order for sorting: the fastest, and no index goes bad when the system's library changes its collation.
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

    // What initdb had started may outlive it for a moment and still write here: what stays is removed by a later start.
    private static void Remove(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (IOException)
        {
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
