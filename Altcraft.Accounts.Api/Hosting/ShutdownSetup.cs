using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Registers how the service leaves.</summary>
internal static class ShutdownSetup
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    public static void AddShutdown(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration("Shutdown")
            .Validate(
                options => options.ReadinessDelay >= TimeSpan.Zero && options.ReadinessDelay <= ShutdownOptions.MaxReadinessDelay,
                "Shutdown:ReadinessDelay must be between 00:00:00 and 00:05:00.")
            .ValidateOnStart();

        // The time for the requests in flight begins when the delay is over.
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>(
            (host, shutdown) => host.ShutdownTimeout = shutdown.Value.ReadinessDelay + Drain);
        services.AddHostedService<ShutdownDelay>();
    }
}
