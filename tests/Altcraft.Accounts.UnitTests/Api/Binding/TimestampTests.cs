using System.Globalization;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class TimestampTests
{
    [TestCase("2030-01-31T12:00:00Z", "2030-01-31T12:00:00.0000000+00:00")]
    [TestCase("2030-01-31t12:00:00z", "2030-01-31T12:00:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00+03:00", "2030-01-31T09:00:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00-11:30", "2030-01-31T23:30:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00+23:59", "2030-01-30T12:01:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00-00:00", "2030-01-31T12:00:00.0000000+00:00")]
    [TestCase("2030-01-31T12:00:00.5Z", "2030-01-31T12:00:00.5000000+00:00")]
    [TestCase("2030-01-31T12:00:00.1234567Z", "2030-01-31T12:00:00.1234567+00:00")]
    [TestCase("2030-01-31T12:00:00.123456789123456789Z", "2030-01-31T12:00:00.1234567+00:00")]
    [TestCase("2028-02-29T00:00:00Z", "2028-02-29T00:00:00.0000000+00:00")]
    [TestCase("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.5000000+00:00")]
    [TestCase("2017-01-01T02:59:60+03:00", "2017-01-01T00:00:00.0000000+00:00")]
    [TestCase("0001-01-01T00:00:00+03:00", "0001-01-01T00:00:00.0000000+00:00")]
    [TestCase("9999-12-31T23:59:59-03:00", "9999-12-31T23:59:59.9999999+00:00", Description = "out of range, told by its rule")]
    public void TryParse_WhenRfc3339_IsTheTimeInUtc(string text, string expected)
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
    [TestCase("2030-01-31T12:00:00.Z")]
    [TestCase("2030-01-31T12:00:60Z")]
    [TestCase("2030-01-30T23:59:60Z")]
    [TestCase("2030-01-31T12:00:00+24:00")]
    [TestCase("2030-01-31T12:00:00+0300")]
    [TestCase("٢030-01-31T12:00:00Z")]
    [TestCase("2030-01-31T12:00:00Z\n")]
    [TestCase("31.01.2030T12:00:00Z")]
    public void TryParse_WhenNot_Refuses(string text) => Assert.That(Timestamp.TryParse(text, out _), Is.False);
}
