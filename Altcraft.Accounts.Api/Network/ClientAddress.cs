using System.Net;
using Microsoft.Extensions.Primitives;

namespace Altcraft.Accounts.Api.Network;

/// <summary>
/// The address of the caller, in one canonical form (contract, section 9). ASP.NET Core's forwarded headers ignore a whole
/// <c>X-Forwarded-For</c> when the part that the caller wrote cannot be read (decision 0026).
/// </summary>
internal static class ClientAddress
{
    public const string ForwardedFor = "X-Forwarded-For";

    /// <summary>
    /// Reads <c>X-Forwarded-For</c> from the right while the address reached so far is a known proxy's. What is left of the result was not
    /// written by a known proxy, and has no influence on it.
    /// </summary>
    /// <param name="sender">The address of the connection; <see langword="null"/> for a Unix socket.</param>
    /// <param name="forwarded">The values of all such headers, in their order.</param>
    public static IPAddress? Of(IPAddress? sender, StringValues forwarded, IReadOnlyList<IPNetwork> knownProxies)
    {
        var address = sender is null ? null : Canonical(sender);
        var rest = knownProxies.Count == 0 ? [] : forwarded.ToString().AsSpan();
        while (address is not null && rest.Length > 0 && IsKnown(address, knownProxies))
        {
            var comma = rest.LastIndexOf(',');
            var hop = rest[(comma + 1)..].Trim(" \t\"");
            rest = comma < 0 ? [] : rest[..comma];
            if (IPEndPoint.TryParse(hop, out var endpoint))
            {
                address = Canonical(endpoint.Address);
            }
            else if (hop.Length > 0)
            {
                // The proxy does not know whom it speaks for, such as "unknown". Nobody vouches for what is further left.
                break;
            }
        }

        return address;
    }

    /// <summary>The same network, in IPv4 where it is one of IPv4 addresses in IPv6.</summary>
    public static IPNetwork Canonical(IPNetwork network) => network is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= 96 }
        ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - 96)
        : network;

    private static bool IsKnown(IPAddress address, IReadOnlyList<IPNetwork> proxies) => proxies.Any(proxy => proxy.Contains(address));

    private static IPAddress Canonical(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
