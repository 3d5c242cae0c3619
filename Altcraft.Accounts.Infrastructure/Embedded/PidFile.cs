using System.Diagnostics;
using System.Runtime.Versioning;

namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>The file <c>postmaster.pid</c> of a cluster, which says where its server runs, if it still does.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PidFile
{
    // No process has this ID, so PostgreSQL treats the file as that of a dead server.
    private const string NoProcess = "2147483647";

    /// <summary>
    /// Finds the server that runs on a cluster. The PID file alone proves nothing: it remains after a crash, its process ID may be reused,
    /// and a copied directory contains the original's file. So the command line of the process must name the cluster.
    /// </summary>
    public static (int Port, bool IsReady)? FindRunning(string cluster)
    {
        try
        {
            // Lines: process ID, data directory, start time, port, socket directory, address, shared memory key, status.
            var lines = File.ReadAllLines(PathIn(cluster));
            return lines.Length > 3 && int.TryParse(lines[0], out var id) && int.TryParse(lines[3], out var port)
                && CommandLine(id).Contains($"-D {cluster} ", StringComparison.Ordinal)
                ? (port, lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (IOException)
        {
            // The file or the process does not exist.
            return null;
        }
    }

    /// <summary>
    /// Neutralises the file of a dead server: PostgreSQL would refuse to start if another process of the same user has that ID now. Only the
    /// ID is replaced, because PostgreSQL uses the shared memory line to detect remaining processes.
    /// </summary>
    public static void Retire(string cluster)
    {
        var path = PathIn(cluster);
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > 1 && int.TryParse(lines[0], out _))
        {
            File.WriteAllText(path, string.Join('\n', [NoProcess, .. lines[1..]]) + "\n");
        }
        else
        {
            // The file was truncated by a crash, and PostgreSQL does not start with such a file.
            File.Delete(path);
        }
    }

    private static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    // Everyone can read this file of another user's process, even root in a container without capabilities.
    private static string CommandLine(int processId)
    {
        if (Directory.Exists("/proc/self"))
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/cmdline").Replace('\0', ' ');
        }

        using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "args=", "-p", $"{processId}"]) { RedirectStandardOutput = true });
        return list?.StandardOutput.ReadToEnd() ?? string.Empty;
    }
}
