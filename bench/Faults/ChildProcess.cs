using System.Diagnostics;

namespace Faults;

/// <summary>A program in the foreground, whose output goes to the end of a file.</summary>
internal sealed class ChildProcess(string log) : IAsyncDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(2);

    private Process? _process;

    /// <summary>0 when it is not running.</summary>
    public int Id => _process?.Id ?? 0;

    public bool IsRunning => _process is { HasExited: false };

    public void Start(params IEnumerable<string> command) =>
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec \"$0\" \"$@\" >> '{log}' 2>&1 < /dev/null", .. command]));

    /// <summary>SIGKILL for it and all below it.</summary>
    public async Task KillAsync()
    {
        Shell.Signal(Shell.Kill, Shell.Family(Id));
        await EndedAsync();
    }

    /// <summary>Ends it with a signal, and returns its exit code.</summary>
    public async Task<int> StopAsync(string signal)
    {
        Shell.Signal(signal, Id);
        return await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }
    }

    private async Task<int> EndedAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(LongestEnd);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }
}
