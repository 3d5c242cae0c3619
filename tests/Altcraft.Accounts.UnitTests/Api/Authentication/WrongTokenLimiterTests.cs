using System.Net;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Network;
using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.UnitTests.Api.Authentication;

internal sealed class WrongTokenLimiterTests
{
    [Test]
    public void TryCount_WhenAnAddressHasSentTooMany_RejectsItAndSaysForHowLong()
    {
        using var limiter = Limiter(2);
        var address = IPAddress.Parse("203.0.113.9");

        Assert.That((limiter.TryCount(address, out _), limiter.TryCount(address, out _)), Is.EqualTo((true, true)));
        Assert.That(limiter.TryCount(address, out var retryAfter), Is.False);
        Assert.That(retryAfter, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void TryCount_WhenAnotherAddressAsks_CountsItApart()
    {
        using var limiter = Limiter(1);
        limiter.TryCount(IPAddress.Parse("203.0.113.9"), out _);

        // Counters are shared by a few addresses, so of many others nearly all have one of their own.
        var others = Enumerable.Range(1, 200).Count(host => limiter.TryCount(IPAddress.Parse($"198.51.100.{host}"), out _));

        Assert.That(others, Is.GreaterThan(180));
    }

    [Test]
    public void TryCount_WhenItIsTheSameCustomersNetwork_CountsTogether()
    {
        using var limiter = Limiter(1);
        limiter.TryCount(IPAddress.Parse("2001:db8:1:2::1"), out _);

        Assert.That(limiter.TryCount(IPAddress.Parse("2001:db8:1:2:ffff::9"), out _), Is.False);
    }

    [Test]
    public void TryCount_WhenTheLimitIsZero_CountsNobody()
    {
        using var limiter = Limiter(0);

        Assert.That(Enumerable.Range(0, 100).All(_ => limiter.TryCount(null, out var _)), Is.True);
    }

    private static WrongTokenLimiter Limiter(int perMinute) => new(ConnectionSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection([new("WrongTokens:PerMinute", perMinute.ToString(System.Globalization.CultureInfo.InvariantCulture))]).Build()));
}
