namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Configuration section <c>Shutdown</c>: how the service leaves when others send requests to it through a balancer.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The longest delay that makes sense: systemd and containers kill long before.</summary>
    public static readonly TimeSpan MaxReadinessDelay = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long after SIGTERM requests are still taken while <c>/health/ready</c> answers 503, so that a balancer has time to see it and to
    /// send them elsewhere: 0 (default) to 5 minutes, as in <c>00:00:05</c>.
    /// </summary>
    public TimeSpan ReadinessDelay { get; set; }
}
