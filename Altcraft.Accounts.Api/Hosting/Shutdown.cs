using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The first step of the end: the service says that it is not ready and that connections are not for another request, and goes on
/// answering. Only then Kestrel stops listening, closes what is idle and lets the requests in flight end.
/// </summary>
internal sealed class Shutdown(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider clock)
    : IHostedLifecycleService, IHealthCheck
{
    // A client that has just been answered sends its next request within this time, and is told to close by that answer; an idle
    // connection closed under a request on its way would cut it off.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(300);

    private volatile bool _isStopping;

    /// <summary>Whether connections are to be closed after the request they carry.</summary>
    public bool IsStopping => _isStopping;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isStopping ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        var delay = TimeSpan.FromSeconds(options.Value.DelaySeconds);

        // Without a signal the host is stopped by who made it, and has no clients of its own.
        var drain = lifetime.ApplicationStopping.IsCancellationRequested && delay < Drain ? Drain : delay;
        await Task.Delay(drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
