using System.Diagnostics;

namespace Faults;

/// <summary>The published service as a process of its own, always on the same port.</summary>
internal sealed class Service(string directory, string connectionString, string logFile, params string[] settings) : IAsyncDisposable
{
    public const string Token = "aat_FAULTSFAULTSFAULTSFAULTSFAULTSFAULTSFAULTSF";

    private readonly int _port = Shell.FreePort();
    private readonly ChildProcess _process = new(logFile);

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string LogFile => logFile;

    public int ProcessId => _process.Id;

    public bool IsRunning => _process.IsRunning;

    public void Start() => _process.Start(
    [
        "dotnet", Path.Combine(directory, "Altcraft.Accounts.Api.dll"), "serve",
        $"--urls=http://127.0.0.1:{_port}", "--ConnectionStrings:Accounts=" + connectionString, "--Bootstrap:AdminToken=" + Token,
        "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Altcraft.Accounts.Infrastructure=Information", .. settings,
    ]);

    public Task KillAsync() => _process.KillAsync();

    /// <summary>SIGTERM. Returns the exit code.</summary>
    public Task<int> StopAsync() => _process.StopAsync("TERM");

    /// <summary>Returns when the service says it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromMinutes(1) && IsRunning)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
