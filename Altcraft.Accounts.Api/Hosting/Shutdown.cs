using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The first step of the end: the service says that it is not ready and that connections are not for another request, and keeps
/// answering. Only then Kestrel stops listening, closes idle connections and lets the requests in flight end.
/// </summary>
internal sealed class Shutdown(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider clock)
    : IHostedLifecycleService, IHealthCheck
{
    // A client that has just been answered sends its next request within this time, and is told to close by the answer. Without the wait the
    // request would arrive on a connection that was closed because it was idle.
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

        // Without a signal a test stops the host, and has no clients left.
        var drain = lifetime.ApplicationStopping.IsCancellationRequested && delay < Drain ? Drain : delay;
        await Task.Delay(drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Section <c>Shutdown</c> of the configuration.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The longest delay, in seconds: the rest of <see cref="HostOptions.ShutdownTimeout"/> is for the requests in flight.</summary>
    public const int MaxDelaySeconds = 15;

    /// <summary>What is said when <see cref="DelaySeconds"/> is out of its range.</summary>
    public const string RangeMessage = "Shutdown:DelaySeconds must be from 0 to 15.";

    /// <summary>
    /// How many seconds after the signal to stop new connections are still accepted, 0–15, 0 by default. Meanwhile <c>/health/ready</c>
    /// answers 503, so that a load balancer sends new requests to other replicas before this one stops listening.
    /// </summary>
    public int DelaySeconds { get; init; }
}

/// <summary>Ends the service without cutting off a request.</summary>
internal static class ShutdownSetup
{
    // Orchestrators kill after 30 seconds: the rest is for the private server, which must not be killed with the service.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    public static void AddShutdown(this IServiceCollection services)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout);
        services.AddOptions<ShutdownOptions>().BindConfiguration("Shutdown")
            .Validate(options => options.DelaySeconds is >= 0 and <= ShutdownOptions.MaxDelaySeconds, ShutdownOptions.RangeMessage)
            .ValidateOnStart();
        services.AddSingleton<Shutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<Shutdown>());
        services.AddHealthChecks().AddCheck<Shutdown>("shutdown");
    }

    /// <summary>Tells clients to close their connection once the service is about to end.</summary>
    public static void UseShutdown(this WebApplication app)
    {
        var shutdown = app.Services.GetRequiredService<Shutdown>();
        app.Use((context, next) =>
        {
            if (shutdown.IsStopping)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
