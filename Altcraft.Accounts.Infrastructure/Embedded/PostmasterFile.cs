using System.Globalization;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>What a server writes about itself into <c>postmaster.pid</c>, one fact a line.</summary>
internal sealed record PostmasterFile(int ProcessId, string Cluster, int Port, string Status)
{
    // No system gives out this process id, so PostgreSQL takes the file for a dead server's.
    private const int NoProcess = int.MaxValue;

    public bool IsReady => Status == "ready";

    public bool IsStopping => Status == "stopping";

    /// <summary>
    /// The server that runs on this cluster, or <c>null</c>. A file alone proves nothing: after a crash it stays behind and its process id may
    /// by now be anyone's, and a copied directory brings along the file of the original.
    /// </summary>
    public static PostmasterFile? FindRunning(string cluster)
        => Read(cluster) is { } file && file.Cluster == cluster && file.IsAlive() ? file : null;

    /// <summary>
    /// Keeps the file of a dead server from blocking the next: PostgreSQL itself would stop at a process id that another process of the same user
    /// has by now. Only the id is replaced, since the line with the shared memory tells PostgreSQL whether parts of the old server still run.
    /// To be called only when <see cref="FindRunning"/> found nothing.
    /// </summary>
    public static void Retire(string cluster)
    {
        var path = PathIn(cluster);
        if (!File.Exists(path))
            return;
        var lines = File.ReadAllLines(path);
        // Cut off by a crash while it was written: PostgreSQL refuses to judge such a file.
        if (lines.Length < 2 || !int.TryParse(lines[0], out _))
        {
            File.Delete(path);
            return;
        }

        lines[0] = NoProcess.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    /// <summary>Whether the process is a PostgreSQL server on this port, which the service chose at random.</summary>
    public bool IsAlive()
    {
        var command = Command();
        var port = Array.IndexOf(command, "-p");
        return command.Length > 0 && Path.GetFileName(command[0]) == "postgres"
            && port >= 0 && port + 1 < command.Length && command[port + 1] == Port.ToString(CultureInfo.InvariantCulture);
    }

    private static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static PostmasterFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(cluster));
            // Lines: process id, data directory, start time, port, socket directory, address, shared memory key, status.
            return lines.Length >= 4 && int.TryParse(lines[0], out var processId) && processId != NoProcess && int.TryParse(lines[3], out var port)
                ? new PostmasterFile(processId, lines[1], port, lines.Length >= 8 ? lines[7].Trim() : "starting")
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // Only this file of another user's process is readable by everyone, also for root in a container without further rights.
    private string[] Command()
    {
        try
        {
            if (Directory.Exists("/proc/self"))
                return File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            using var list = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("ps", ["-o", "args=", "-p", $"{ProcessId}"]) { RedirectStandardOutput = true });
            return list?.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
