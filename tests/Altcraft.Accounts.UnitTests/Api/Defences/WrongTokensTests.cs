using System.Diagnostics.Metrics;
using System.Net;
using Altcraft.Accounts.Api.Defences;
using Microsoft.Extensions.Configuration;

namespace Altcraft.Accounts.UnitTests.Api.Defences;

internal sealed class WrongTokensTests
{
    private readonly FakeTimeProvider _clock = new();

    [Test]
    public void Note_WhenTheLimitIsReached_TellsHowLongToWaitForTheOldest()
    {
        var tokens = Tokens("2");
        Assert.That(tokens.Note(IPAddress.Loopback), Is.Null);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(tokens.Note(IPAddress.Loopback), Is.Null);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(tokens.Note(IPAddress.Loopback), Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(tokens.Note(IPAddress.IPv6Loopback), Is.Null, "another address");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(tokens.Note(IPAddress.Loopback), Is.Null, "the oldest is a minute ago");
        Assert.That(tokens.Note(IPAddress.Loopback), Is.EqualTo(TimeSpan.FromSeconds(20)), "never more than two in any minute");
    }

    [TestCase("192.0.2.1", "::ffff:192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [TestCase("1.2.3.4", "102:304::", false)]
    public void Note_WhenAddressesAreOneCaller_CountsThemTogether(string one, string other, bool areOne)
    {
        var tokens = Tokens("1");
        tokens.Note(IPAddress.Parse(one));

        Assert.That(tokens.Note(IPAddress.Parse(other)) is not null, Is.EqualTo(areOne));
    }

    [Test]
    public void Note_WhenThereAreManyAddresses_KeepsMemoryAndGuessesBounded()
    {
        var tokens = Tokens("20");
        var answered = 0;
        for (var i = 0; i < 3 * WrongTokens.MaxAddresses; i++)
        {
            answered += tokens.Note(Address(i)) is null ? 1 : 0;
        }

        Assert.That(tokens.Count, Is.EqualTo(WrongTokens.MaxAddresses));
        Assert.That(answered, Is.EqualTo(WrongTokens.MaxAddresses + 20), "those that found no room share one count");
        Assert.That(tokens.Note(Address(0)), Is.Null, "who was there first still has a count of its own");

        _clock.Advance(TimeSpan.FromMinutes(1));
        tokens.Note(IPAddress.Loopback);
        Assert.That(tokens.Count, Is.EqualTo(1));
    }

    [Test]
    public void Note_WhenThereIsNoLimit_NeverTellsToWait()
    {
        var tokens = Tokens("0");

        Assert.That(Enumerable.Range(0, 5000).Select(_ => tokens.Note(null)), Is.All.Null);
    }

    // The counter is the process's: nobody else may count meanwhile.
    [Test]
    [NonParallelizable]
    public void Note_WhenRefused_IsCounted()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "altcraft.accounts.requests.rejected")
                {
                    self.EnableMeasurementEvents(instrument, counted);
                }
            },
        };
        var tokens = Tokens("1");
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Add($"{value} {tags[0].Key}={tags[0].Value}"));
        listener.Start();

        tokens.Note(IPAddress.Loopback);
        tokens.Note(IPAddress.Loopback);

        Assert.That(counted, Is.EqualTo(["1 reason=wrong_tokens"]));
    }

    private static IPAddress Address(int i) => new([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]);

    private WrongTokens Tokens(string limit)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("WrongTokens:PerMinute", (string?)limit)]).Build();
        return new WrongTokens(DefenceSettings.Read(configuration), _clock);
    }
}
