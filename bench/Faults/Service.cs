using System.Diagnostics;

namespace Faults;

/// <summary>The published service as a process of its own, always on the same port.</summary>
internal sealed class Service(string directory, string connectionString, string logFile) : IAsyncDisposable
{
    public const string Token = "aat_FAULTSFAULTSFAULTSFAULTSFAULTSFAULTSFAULTSF";

    private readonly int _port = Shell.FreePort();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public int ProcessId => _process!.Id;

    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo("sh")
        {
            ArgumentList =
            {
                "-c", "exec \"$0\" \"$@\" >> " + logFile + " 2>&1", "dotnet", Path.Combine(directory, "Altcraft.Accounts.Api.dll"), "serve",
                $"--urls=http://127.0.0.1:{_port}", "--ConnectionStrings:Accounts=" + connectionString, "--Bootstrap:AdminToken=" + Token,
                "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Altcraft.Accounts.Infrastructure=Information",
            },
        });
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

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
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }
    }
}
