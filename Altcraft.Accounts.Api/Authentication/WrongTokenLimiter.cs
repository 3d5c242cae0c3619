using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Network;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>
/// Limits the wrong tokens from each address (contract, section 2: 429). A valid token is never counted or delayed, so others behind the
/// same address are not locked out. IPv6 addresses count by their /64, the network that one customer gets.
/// </summary>
internal sealed class WrongTokenLimiter : IDisposable
{
    // The number of counters is limited, so an attacker with many addresses cannot fill the memory.
    private const int MaxCounters = 16_384;
    private const int NetworkBytes = 8;
    private const int SegmentsPerWindow = 12;

    private readonly PartitionedRateLimiter<IPAddress> _limiter;

    public WrongTokenLimiter(ConnectionSettings settings) => _limiter = PartitionedRateLimiter.Create<IPAddress, int>(address =>
        settings.WrongTokensPerMinute == 0
            ? RateLimitPartition.GetNoLimiter(0)
            : RateLimitPartition.GetSlidingWindowLimiter(CounterOf(address), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = settings.WrongTokensPerMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = SegmentsPerWindow,
            }));

    /// <summary>Counts a wrong token. Returns false when the address has sent too many.</summary>
    /// <param name="retryAfter">How long the address must wait, when it has sent too many.</param>
    public bool TryCount(IPAddress? address, out TimeSpan retryAfter)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1) / SegmentsPerWindow;
        if (!lease.IsAcquired)
        {
            Rejections.Count(Rejections.WrongTokens);
        }

        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static int CounterOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, NetworkBytes) : bytes);
        return (int)((uint)hash.ToHashCode() % MaxCounters);
    }
}
