using System.Net;
using Altcraft.Accounts.Api.Network;
using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.UnitTests.Api.Network;

internal sealed class ConnectionSettingsTests
{
    [Test]
    public void Read_WhenNothingIsSet_HasTheDefaultsOfTheReadme()
    {
        var settings = Read();

        Assert.That((settings.WrongTokensPerMinute, settings.HeadersTimeout, settings.KeepAliveTimeout, settings.BytesPerSecond, settings.Grace),
            Is.EqualTo((20, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(130), 1024, TimeSpan.FromSeconds(5))));
        Assert.That(settings.KnownProxies, Is.Empty);
    }

    [TestCase("WrongTokens:PerMinute", "0", "1000", "1001")]
    [TestCase("Connections:HeadersSeconds", "1", "600", "0")]
    [TestCase("Connections:HeadersSeconds", "1", "600", "601")]
    [TestCase("Connections:KeepAliveSeconds", "1", "3600", "3601")]
    [TestCase("Connections:BytesPerSecond", "1", "1000000000", "0")]
    [TestCase("Connections:GraceSeconds", "2", "600", "1")]
    [TestCase("WrongTokens:PerMinute", "0", "1000", "-1")]
    [TestCase("WrongTokens:PerMinute", "0", "1000", "1.5")]
    [TestCase("WrongTokens:PerMinute", "0", "1000", " 1")]
    [TestCase("WrongTokens:PerMinute", "0", "1000", "99999999999")]
    public void Read_WhenANumberIsSet_TakesItsRangeAlone(string key, string least, string most, string wrong)
    {
        Assert.That(() => Read((key, least)), Throws.Nothing);
        Assert.That(() => Read((key, most)), Throws.Nothing);
        Assert.That(
            () => Read((key, wrong)),
            Throws.TypeOf<StartupException>().With.Message.EqualTo($"{key} must be a whole number from {least} to {most}; it is \"{wrong}\"."));
    }

    [TestCase("10.0.0.7", "10.0.0.7/32")]
    [TestCase("10.0.0.0/8, ::1 ,fd00::/8", "10.0.0.0/8 ::1/128 fd00::/8")]
    [TestCase("::ffff:10.0.0.7, ::ffff:10.0.0.0/104", "10.0.0.7/32 10.0.0.0/8", Description = "IPv4 in the other form")]
    [TestCase(" , ", "")]
    public void Read_WhenProxiesAreOnOneLine_TakesEach(string text, string networks) => Assert.That(
        Read(("Proxies:Known", text)).KnownProxies, Is.EqualTo(networks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)));

    [Test]
    public void Read_WhenProxiesAreAList_TakesEach() => Assert.That(
        Read(("Proxies:Known:0", "10.0.0.7"), ("Proxies:Known:1", "::1")).KnownProxies,
        Is.EqualTo([IPNetwork.Parse("10.0.0.7/32"), IPNetwork.Parse("::1/128")]));

    [TestCase("proxy.example.com")]
    [TestCase("10.0.0.0/33")]
    [TestCase("10.0.0.7:80")]
    public void Read_WhenAProxyIsNone_SaysSo(string text) =>
        Assert.That(() => Read(("Proxies:Known", text)), Throws.TypeOf<StartupException>().With.Message.Contains($"\"{text}\""));

    private static ConnectionSettings Read(params (string Key, string Value)[] settings) => ConnectionSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
