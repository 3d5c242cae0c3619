using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Starts, takes up and stops the server of one cluster. Whoever calls this holds the <see cref="DirectoryLock"/>.</summary>
internal sealed class PrivateServer(ServerDirectory directory, PostgresPrograms programs, ILogger logger)
{
    /// <summary>The one role of the cluster.</summary>
    public const string UserName = "accounts";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // How long what is left of a killed server, or a port taken in the same moment, may stand in the way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(20);

    private static readonly string[] PassingTroubles = ["shared memory block", "Address already in use", "could not create any TCP/IP sockets"];

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

    /// <summary>Returns a server that accepts connections: the one that still runs, or a new one.</summary>
    public async Task<PostmasterFile> StartAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.FindRunning(directory.Cluster) is { } running)
        {
            if (running.IsStopping)
            {
                logger.WaitingForShutdown(directory.DataDirectory);
                await IsGoneAsync(running, Timeout.InfiniteTimeSpan, cancellationToken);
            }
            else
            {
                logger.TakingUp(directory.DataDirectory, running.ProcessId, running.Port);
                if (await ReadyAsync(starter: null, cancellationToken) is { } taken)
                    return taken;
            }
        }

        var clock = Stopwatch.StartNew();
        while (true)
        {
            var port = FreePort();
            if (clock.Elapsed < Pause)
                logger.Starting(programs.Version, directory.DataDirectory, port);
            PostmasterFile.Retire(directory.Cluster);
            File.Delete(StartupLog);
            var starter = directory.User.RunAsync(programs.PgCtl, StartArguments(port), cancellationToken);
            if (await ReadyAsync(starter, cancellationToken) is { } started)
                return started;

            var reason = File.Exists(StartupLog) ? await File.ReadAllTextAsync(StartupLog, cancellationToken) : (await starter).Output;
            if (clock.Elapsed > Patience || !PassingTroubles.Any(reason.Contains))
                throw new EmbeddedPostgresException($"The private PostgreSQL in {directory.Cluster} does not start: {reason.Trim()}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    /// <summary>Stops the server if it runs: open transactions are rolled back, the data is written out.</summary>
    /// <param name="cancellationToken">Ends the patience with it, not the stopping.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.FindRunning(directory.Cluster) is not { } running)
            return;
        logger.Stopping(running.ProcessId);
        await SignalAsync("fast");
        if (await IsGoneAsync(running, ShutdownLimit, cancellationToken))
            return;
        logger.StoppingAtOnce(running.ProcessId);
        await SignalAsync("immediate");
        if (!await IsGoneAsync(running, ShutdownLimit, CancellationToken.None))
            logger.LeftRunning(running.ProcessId);
    }

    // pg_ctl gives the server a session of its own, so Ctrl-C in the terminal reaches the service alone, which first answers what it has begun.
    private string[] StartArguments(int port) =>
    [
        "start", "--silent", "--wait", "--timeout=600", "-D", directory.Cluster, "-l", StartupLog,
        "-o", $"-p {port.ToString(CultureInfo.InvariantCulture)} " + string.Join(' ', Settings.Select(setting => "-c " + setting)),
    ];

    private Task<ProgramResult> SignalAsync(string mode)
        => directory.User.RunAsync(programs.PgCtl, ["stop", "--silent", "--no-wait", "-D", directory.Cluster, "-m", mode], CancellationToken.None);

    // pg_ctl looks ten times a second, which is too seldom for a start, but it knows when the server has failed.
    private async Task<PostmasterFile?> ReadyAsync(Task<ProgramResult>? starter, CancellationToken cancellationToken)
    {
        while (true)
        {
            var over = starter?.IsCompleted ?? false;
            var running = PostmasterFile.FindRunning(directory.Cluster);
            if (running is { IsReady: true })
                return running;
            if (over || (starter is null && running is null))
                return null;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<bool> IsGoneAsync(PostmasterFile server, TimeSpan limit, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (server.IsAlive())
        {
            if (cancellationToken.IsCancellationRequested || (limit >= TimeSpan.Zero && clock.Elapsed > limit))
                return false;
            await Task.Delay(Pause, CancellationToken.None);
        }

        return true;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
