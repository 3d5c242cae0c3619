using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The first step of a shutdown: the service reports that it is not ready and closes connections after their current request, but keeps
/// answering. After that, Kestrel stops listening, closes idle connections and completes the requests in flight.
/// </summary>
internal sealed class Shutdown(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider clock)
    : IHostedLifecycleService, IHealthCheck
{
    // A client that has just been answered sends its next request within this time and is then told to close. Without the wait, the request
    // could arrive on a connection that was closed as idle.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(300);

    private volatile bool _isStopping;

    /// <summary>Whether connections are closed after their current request.</summary>
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

        // A host that is stopped without a signal, as by a test, has no clients left.
        var drain = lifetime.ApplicationStopping.IsCancellationRequested && delay < Drain ? Drain : delay;
        await Task.Delay(drain, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Section <c>Shutdown</c> of the configuration.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>
    /// The maximum delay, in seconds. The rest of <see cref="HostOptions.ShutdownTimeout"/> is for the requests in flight.
    /// </summary>
    public const int MaxDelaySeconds = 15;

    public const string RangeMessage = "Shutdown:DelaySeconds must be from 0 to 15.";

    /// <summary>
    /// For how many seconds after the stop signal new connections are still accepted, 0–15, 0 by default. Meanwhile <c>/health/ready</c>
    /// answers 503, so that a load balancer can move to other replicas.
    /// </summary>
    public int DelaySeconds { get; init; }
}

/// <summary>Registers the orderly shutdown.</summary>
internal static class ShutdownSetup
{
    // Orchestrators kill after 30 seconds. The rest is for the private server, which must not be killed too.
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

    /// <summary>Tells clients to close their connection once a shutdown has begun.</summary>
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
