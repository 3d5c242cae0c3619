using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Faults;

/// <summary>Programs, signals and ports.</summary>
internal static class Shell
{
    public const string Kill = "KILL";
    public const string Stop = "STOP";
    public const string Continue = "CONT";

    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;
    private const int NoSuchProcess = 3;

    // Those of Linux.
    private static readonly Dictionary<string, int> Signals = new()
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        [Kill] = 9,
        ["USR2"] = 12,
        ["TERM"] = 15,
        [Continue] = 18,
        [Stop] = 19,
    };

    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = await output + await errors;
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said.Trim()}");
    }

    /// <summary>A signal to processes, of which some may be gone already. Not every machine has the program <c>kill</c>.</summary>
    public static void Signal(string signal, params IEnumerable<int> processes)
    {
        foreach (var process in processes)
        {
            if (SendSignal(process, Signals[signal]) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            {
                throw new InvalidOperationException($"Process {process} does not take SIG{signal}: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    /// <summary>A process and all below it.</summary>
    public static List<int> Family(int process)
    {
        var parents = new List<(int Id, int Parent)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName))
        {
            if (int.TryParse(directory, CultureInfo.InvariantCulture, out var id) && Status(id, "PPid") is { } parent)
            {
                parents.Add((id, (int)parent));
            }
        }

        List<int> family = [process];
        for (var i = 0; i < family.Count; i++)
        {
            family.AddRange(parents.Where(child => child.Parent == family[i]).Select(child => child.Id));
        }

        return family;
    }

    /// <summary>A number of <c>/proc/…/status</c>.</summary>
    public static long? Status(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How many sockets a process has open; 0 when it is gone.</summary>
    public static int CountSockets(int process)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd")
                .Count(file => new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A port that stays free while nobody listens there: it is not among those that the system gives to outgoing connections.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);
}
