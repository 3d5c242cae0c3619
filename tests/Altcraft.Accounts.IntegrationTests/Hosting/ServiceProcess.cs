using System.Collections.Concurrent;
using System.Diagnostics;
using Altcraft.Accounts.Api.Accounts;
using Faults;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The program as an operator runs it: a process of its own, on an external database.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Listening on ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines;

    private ServiceProcess(Process process, ConcurrentQueue<string> lines, Uri address)
    {
        _process = process;
        _lines = lines;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    /// <summary>Every line the process has written, its errors included.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Starts the service on a free port and waits until it listens.</summary>
    /// <param name="connectionString">An external database; none to start the private one.</param>
    /// <param name="more">More arguments.</param>
    public static Task<ServiceProcess> ServeAsync(string connectionString, params string[] more) =>
        ServeAsync(new Dictionary<string, string>(), connectionString, more);

    /// <summary>Starts the service on a free port and waits until it listens.</summary>
    /// <param name="environment">More of it.</param>
    /// <param name="connectionString">An external database; none to start the private one.</param>
    /// <param name="more">More arguments.</param>
    public static async Task<ServiceProcess> ServeAsync(
        IReadOnlyDictionary<string, string> environment, string connectionString, params string[] more)
    {
        var process = Start(environment, ["serve", "--urls=http://127.0.0.1:0", "--ConnectionStrings:Accounts=" + connectionString, .. more]);
        var lines = new ConcurrentQueue<string>();
        _ = CollectAsync(process.StandardError, lines);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Enqueue(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = CollectAsync(process.StandardOutput, lines);
                return new ServiceProcess(process, lines, new Uri(line[(at + Listening.Length)..].Split(';')[0]));
            }
        }

        throw new InvalidOperationException($"The service ended before it listened: {string.Join(Environment.NewLine, lines)}");
    }

    /// <summary>
    /// Starts the service as on a machine with one processor, on a database without anything: a single thread notices what arrives on sockets.
    /// Whoever blocks it waits for ever, so that the start may not end either.
    /// </summary>
    public static Task<ServiceProcess> ServeOnOneSocketThreadAsync(string connectionString) => ServeAsync(
        new Dictionary<string, string> { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" },
        connectionString,
        "--Bootstrap:AdminToken=" + ApiHost.AdminToken,
        "--Bootstrap:ExampleData=true").WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Runs a command to its end, within this process.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(string connectionString, params string[] arguments) =>
        ProgramRun.ToEndAsync([arguments[0], "--ConnectionStrings:Accounts=" + connectionString, .. arguments[1..]]);

    /// <summary>Runs the program to its end, in a process of its own.</summary>
    /// <param name="environment">More of it.</param>
    /// <param name="arguments">All of them, in their order.</param>
    /// <exception cref="TimeoutException">It goes on: it serves, where it should have refused.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunExactlyAsync(
        IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            process.Kill();
        }

        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    /// <summary>Runs the program until it has written a line, sends it a signal, and waits for its end.</summary>
    /// <param name="environment">More of it.</param>
    /// <param name="line">
    /// A part of the line. On a busy machine the signal comes long after it: what it is to interrupt must not end by itself.
    /// </param>
    /// <param name="signal">Such as <c>TERM</c>.</param>
    /// <param name="arguments">All of them, in their order.</param>
    /// <returns>The exit code, and what was written after the line.</returns>
    public static async Task<(int ExitCode, string After)> SignalAsync(
        IReadOnlyDictionary<string, string> environment, string line, string signal, params string[] arguments)
    {
        // A shell's background job and nohup ignore SIGINT and SIGHUP, and so would the program.
        using var process = Start(environment, arguments, "env", "--default-signal=INT,HUP");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } written && !written.Contains(line, StringComparison.Ordinal))
            {
            }

            Shell.Signal(signal, process.Id);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, (output + await error).Trim());
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>SIGTERM, and waits for the process to be gone.</summary>
    /// <param name="meanwhile">Done once the signal was sent.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(Func<Task> meanwhile)
    {
        Shell.Signal("TERM", _process.Id);
        await meanwhile();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL, and waits for the process to be gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static async Task CollectAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments, params string[] before)
    {
        string[] command = [.. before, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(AccountsController).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
