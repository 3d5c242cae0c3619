using System.Diagnostics;

namespace Faults;

/// <summary>Looks at the service ten times a second: its health, its memory, its threads.</summary>
internal sealed class ServiceProbe : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http;
    private readonly Service _service;
    private readonly Observations _seen;
    private readonly Task _running;

    public ServiceProbe(Service service, Observations seen)
    {
        _service = service;
        _seen = seen;
        _http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromSeconds(2) };
        _running = Task.Run(RunAsync);
    }

    public double MostMegabytes { get; private set; }

    public long MostThreads { get; private set; }

    public int LiveFailures { get; private set; }

    /// <summary>The last moment at which ready said 200, as a timestamp.</summary>
    public long LastReady { get; private set; }

    /// <summary>The last moment at which ready said 503.</summary>
    public long LastNotReady { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var isDown = _seen.IsServiceDown;
            var live = await StatusAsync("/health/live");
            var ready = await StatusAsync("/health/ready");
            if (!isDown && !_seen.IsServiceDown)
            {
                LiveFailures += live == 200 ? 0 : 1;
                if (ready == 200)
                {
                    LastReady = Stopwatch.GetTimestamp();
                }
                else
                {
                    LastNotReady = Stopwatch.GetTimestamp();
                }

                MostMegabytes = Math.Max(MostMegabytes, (Shell.Status(_service.ProcessId, "VmRSS") ?? 0) / 1024.0);
                MostThreads = Math.Max(MostThreads, Shell.Status(_service.ProcessId, "Threads") ?? 0);
            }

            await Task.Delay(100);
        }
    }

    private async Task<int> StatusAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return (int)answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }
}
