using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Altcraft.Accounts.Application.Telemetry;

namespace Altcraft.Accounts.Api.Defences;

/// <summary>
/// Counts the wrong tokens of each address (contract, section 2: 429). A right token is never counted and never held up, so nobody
/// behind the same address is locked out. IPv6 counts by /64, which is what one customer gets.
/// </summary>
internal sealed class WrongTokens
{
    /// <summary>How many addresses are counted apart. All others are counted as one, so memory stays bounded and guessing does too.</summary>
    public const int MaxAddresses = 10_000;

    private const int PrefixBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _limit;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<(AddressFamily Family, ulong Prefix), Queue<long>> _misses = [];
    private readonly Queue<long> _others = new();
    private long _sweptAt;

    public WrongTokens(DefenceSettings settings, TimeProvider clock)
    {
        _limit = settings.WrongTokensPerMinute;
        _clock = clock;
        _sweptAt = clock.GetTimestamp();
    }

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _misses.Count;

    /// <summary>Notes a wrong token.</summary>
    /// <param name="address">Who sent it.</param>
    /// <returns><see langword="null"/> when it is to be answered as such; else how long the address must wait.</returns>
    public TimeSpan? Note(IPAddress? address)
    {
        if (_limit == 0)
        {
            return null;
        }

        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            Sweep(now);
            var misses = MissesOf(KeyOf(address ?? IPAddress.None));
            while (misses.TryPeek(out var oldest) && _clock.GetElapsedTime(oldest, now) >= Window)
            {
                misses.Dequeue();
            }

            if (misses.Count < _limit)
            {
                misses.Enqueue(now);
                return null;
            }

            Rejections.Count(Rejections.WrongTokens);
            return Window - _clock.GetElapsedTime(misses.Peek(), now);
        }
    }

    private static (AddressFamily Family, ulong Prefix) KeyOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[2 * PrefixBytes];
        plain.TryWriteBytes(bytes, out _);
        return (plain.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    private Queue<long> MissesOf((AddressFamily Family, ulong Prefix) key)
    {
        if (_misses.TryGetValue(key, out var known))
        {
            return known;
        }

        return _misses.Count < MaxAddresses ? _misses[key] = new Queue<long>() : _others;
    }

    // At most once a minute, so that an attacker cannot make it the work of every request.
    private void Sweep(long now)
    {
        if (_clock.GetElapsedTime(_sweptAt, now) < Window)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (key, misses) in _misses)
        {
            if (misses.Count == 0 || _clock.GetElapsedTime(misses.Last(), now) >= Window)
            {
                _misses.Remove(key);
            }
        }
    }
}
