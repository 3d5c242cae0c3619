using System.Diagnostics;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// What the tests start and write ends with this process, even when a test fails or this process is killed. All files are in one directory,
/// the temporary directory of this process and of all that it starts; a shell waits for the end and then removes what is left of both.
/// </summary>
internal static class TestRun
{
    // Its input ends with this process. It hears no terminal. A killed process may have been about to start another one, hence the loop.
    // What PostgreSQL shows of its environment is overwritten, but it works in its data directory. The last step: where the data goes that
    // cannot be in the directory, when root starts the private server in a place that is closed to others.
    private const string Sweep = """
        trap '' INT HUP TERM
        exec >/dev/null 2>&1
        cat >/dev/null
        while left=$({ grep -lsz "^TMPDIR=$1\$" /proc/[0-9]*/environ; find /proc/[0-9]*/cwd -lname "$1/*"; } | cut -d/ -f3); [ "$left" ]; do
          kill -KILL $left
          sleep 0.1
        done
        grep -lsF "$1/" "$2"/*/data-directory | while read -r of; do rm -rf "${of%/*}"; done
        rm -rf "$1"
        """;

    // Kept: its input would end if it were collected.
    private static Process? _sweeper;

    /// <summary>Makes the directory, once.</summary>
    public static void Begin()
    {
        if (OperatingSystem.IsWindows() || _sweeper is not null)
        {
            return;
        }

        var directory = Directory.CreateTempSubdirectory("accounts-tests-").FullName;

        // The server's user must be able to pass, since the tests may run as root.
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        _sweeper = StartSweeper(directory);
        Environment.SetEnvironmentVariable("TMPDIR", directory);
    }

    /// <summary>Starts what sweeps the directory once its input has ended.</summary>
    /// <param name="directory">Of the tests.</param>
    /// <param name="homes">Where the private server keeps the data of directories that are closed to others.</param>
    public static Process StartSweeper(string directory, string homes = "/var/lib/altcraft-accounts") =>
        Process.Start(new ProcessStartInfo("sh", ["-c", Sweep, "sh", directory, homes]) { WorkingDirectory = "/", RedirectStandardInput = true })!;
}
