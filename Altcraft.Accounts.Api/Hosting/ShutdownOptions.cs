namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Section <c>Shutdown</c> of the configuration.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>What is said when <see cref="DelaySeconds"/> is out of its range.</summary>
    public const string Rule = "Shutdown:DelaySeconds must be from 0 to 15.";

    // What is left of 25 seconds is for the requests in flight (ServiceSetup.ShutdownTimeout).
    private const int MaxDelaySeconds = 15;

    /// <summary>
    /// How many seconds after the signal to stop new connections are still taken, 0–15, 0 by default. Meanwhile <c>/health/ready</c>
    /// answers 503, so that a load balancer sends new requests elsewhere before nobody listens here any more.
    /// </summary>
    public int DelaySeconds { get; init; }

    /// <summary>Whether the delay is in its range.</summary>
    public bool IsValid() => DelaySeconds is >= 0 and <= MaxDelaySeconds;
}
