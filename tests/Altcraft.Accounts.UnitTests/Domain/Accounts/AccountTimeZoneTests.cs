using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class AccountTimeZoneTests
{
    [TestCase("UTC")]
    [TestCase("Europe/Moscow")]
    [TestCase("America/Argentina/Buenos_Aires")]
    [TestCase("Etc/GMT+12")]
    [TestCase("US/Eastern", Description = "a link")]
    [TestCase("Asia/Calcutta", Description = "an old name")]
    public void Check_WhenIanaZoneOrLink_Accepts(string name) => Assert.That(AccountTimeZone.Check(name), Is.Null);

    [TestCase("Europe/Moskow", "Did you mean \"Europe/Moscow\"?")]
    [TestCase("utc", "Did you mean \"UTC\"?")]
    [TestCase("japan", "Did you mean \"Japan\"?")]
    [TestCase("EST5ED", "Did you mean \"EST5EDT\"?")]
    [TestCase("europe/moscow", "Did you mean \"Europe/Moscow\"?")]
    public void Check_WhenNearlyAZone_NamesIt(string name, string question)
    {
        Assert.That(AccountTimeZone.Check(name)?.Code, Is.EqualTo(ErrorCodes.BadValue));
        Assert.That(AccountTimeZone.Check(name)?.Message, Does.EndWith(question));
    }

    [TestCase("MSK")]
    [TestCase("cest")]
    [TestCase("Msk")]
    [TestCase("МСК")]
    [TestCase("+03:00")]
    [TestCase("+3")]
    [TestCase("3")]
    [TestCase("-0330")]
    [TestCase("UTC-3")]
    [TestCase("GMT+3")]
    [TestCase("GMT+3 Moscow")]
    [TestCase("UTC−03:30")]
    [TestCase("Etc/GMT+15")]
    [TestCase("(UTC+03:00) Moscow, St. Petersburg")]
    public void Check_WhenAbbreviationOrOffset_AsksForAreaAndCityAndGuessesNothing(string name) =>
        Assert.That(AccountTimeZone.Check(name)?.Message, Does.EndWith("send the area and the city.").And.Not.Contains("mean"));

    [TestCase("Russian Standard Time")]
    [TestCase("Mars/Olympus_Mons_and_whatever_is_behind_it")]
    public void Check_WhenNoZone_ShowsIt(string name) =>
        Assert.That(AccountTimeZone.Check(name)?.Message, Does.StartWith($"is not an IANA time zone: \"{name}\"; send a name such as"));
}
