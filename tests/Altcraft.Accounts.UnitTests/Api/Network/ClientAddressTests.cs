using System.Net;
using Altcraft.Accounts.Api.Network;
using Microsoft.Extensions.Primitives;

namespace Altcraft.Accounts.UnitTests.Api.Network;

internal sealed class ClientAddressTests
{
    private static readonly IPNetwork[] Proxies = [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("2001:db8::/32")];

    [TestCase("203.0.113.9", "203.0.113.9")]
    [TestCase("198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9", Description = "what the caller wrote itself is further left")]
    [TestCase("\"203.0.113.1, 203.0.113.9", "203.0.113.9", Description = "an unbalanced quotation mark")]
    [TestCase("for=\"[, 203.0.113.9", "203.0.113.9")]
    [TestCase("\\\", 203.0.113.9 , 10.1.2.3", "203.0.113.9")]
    [TestCase("nonsense,203.0.113.9", "203.0.113.9")]
    [TestCase(",,203.0.113.9,, ,", "203.0.113.9", Description = "empty elements")]
    [TestCase("\"203.0.113.9\"", "203.0.113.9")]
    [TestCase("203.0.113.9:4711", "203.0.113.9")]
    [TestCase("\"[2001:db9::1]:4711\", 2001:db8::7", "2001:db9::1")]
    [TestCase("::ffff:203.0.113.9", "203.0.113.9")]
    [TestCase("203.0.113.9, ::ffff:10.1.2.3", "203.0.113.9", Description = "a known proxy in the other form")]
    [TestCase("[::ffff:203.0.113.9]:80", "203.0.113.9")]
    [TestCase("10.1.2.4, 10.1.2.3", "10.1.2.4", Description = "all are known: the first of them asks for itself")]
    [TestCase("203.0.113.9, unknown", "10.1.0.1", Description = "nobody vouches for what is left of it")]
    [TestCase("203.0.113.9, unknown, 10.1.2.3", "10.1.2.3")]
    [TestCase("nonsense", "10.1.0.1")]
    [TestCase("256.1.1.1", "10.1.0.1")]
    [TestCase("203.0.113.9;", "10.1.0.1")]
    [TestCase("\"", "10.1.0.1")]
    [TestCase("", "10.1.0.1")]
    [TestCase(null, "10.1.0.1")]
    public void Of_WhenTheSenderIsAKnownProxy_IsTheFirstUnknownAddressFromTheRight(string? header, string expected) =>
        Assert.That(ClientAddress.Of(IPAddress.Parse("10.1.0.1"), header, Proxies), Is.EqualTo(IPAddress.Parse(expected)));

    [Test]
    public void Of_WhenThereAreSeveralHeaders_ReadsThemAsOne()
    {
        var headers = new StringValues(["\"198.51.100.1", "203.0.113.9", "10.1.2.3"]);

        Assert.That(ClientAddress.Of(IPAddress.Parse("10.1.0.1"), headers, Proxies), Is.EqualTo(IPAddress.Parse("203.0.113.9")));
    }

    [TestCase("198.51.100.7", "198.51.100.7")]
    [TestCase("::ffff:198.51.100.7", "198.51.100.7")]
    public void Of_WhenTheSenderIsUnknown_IsTheSender(string sender, string expected)
    {
        Assert.That(ClientAddress.Of(IPAddress.Parse(sender), "203.0.113.9", Proxies), Is.EqualTo(IPAddress.Parse(expected)));
        Assert.That(ClientAddress.Of(IPAddress.Parse(sender), "203.0.113.9", []), Is.EqualTo(IPAddress.Parse(expected)));
    }

    [Test]
    public void Of_WhenTheProxyIsConnectedInTheOtherForm_KnowsIt() => Assert.That(
        ClientAddress.Of(IPAddress.Parse("::ffff:10.1.0.1"), "203.0.113.9", Proxies), Is.EqualTo(IPAddress.Parse("203.0.113.9")));

    [Test]
    public void Of_WhenThereIsNoSender_IsNone() => Assert.That(ClientAddress.Of(null, "203.0.113.9", Proxies), Is.Null);
}
