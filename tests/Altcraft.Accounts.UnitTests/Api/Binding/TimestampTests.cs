using System.Globalization;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class TimestampTests
{
    [TestCase("2030-01-31T12:00:00Z", "2030-01-31T12:00:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00+03:00", "2030-01-31T12:00:00.0000000+03:00")]
    [TestCase("2030-01-31T12:00:00-11:30", "2030-01-31T12:00:00.0000000-11:30")]
    [TestCase("2030-01-31T12:00:00.5Z", "2030-01-31T12:00:00.5000000+00:00")]
    [TestCase("2030-01-31T12:00:00.1234567Z", "2030-01-31T12:00:00.1234567+00:00")]
    [TestCase("2028-02-29T00:00:00Z", "2028-02-29T00:00:00.0000000+00:00")]
    public void TryParse_WhenDateTimeAndOffset_GivesThem(string text, string expected)
    {
        var isTimestamp = Timestamp.TryParse(text, out var timestamp);

        Assert.That((isTimestamp, timestamp.ToString("O", CultureInfo.InvariantCulture)), Is.EqualTo((true, expected)));
    }

    [TestCase("")]
    [TestCase("Z")]
    [TestCase("2030-01-31")]
    [TestCase("2030-01-31T12:00:00")]
    [TestCase("2030-01-31 12:00:00Z")]
    [TestCase("2030-01-31T12:00Z")]
    [TestCase("2030-02-29T00:00:00Z")]
    [TestCase("2030-01-31T24:00:00Z")]
    [TestCase("2030-01-31T12:00:00+25:00")]
    [TestCase("2030-01-31T12:00:00 +03:00")]
    [TestCase("0001-01-01T00:00:00+03:00")]
    [TestCase("31.01.2030T12:00:00Z")]
    public void TryParse_WhenNot_Refuses(string text) => Assert.That(Timestamp.TryParse(text, out _), Is.False);
}
