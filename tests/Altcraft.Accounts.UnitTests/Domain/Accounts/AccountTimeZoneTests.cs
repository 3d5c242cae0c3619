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
    [TestCase("europe/moscow", "Did you mean \"Europe/Moscow\"?")]
    public void Check_WhenNearlyAZone_NamesIt(string name, string question)
    {
        Assert.That(AccountTimeZone.Check(name)?.Code, Is.EqualTo(ErrorCodes.BadValue));
        Assert.That(AccountTimeZone.Check(name)?.Message, Does.EndWith(question));
    }

    [TestCase("Russian Standard Time")]
    [TestCase("+03:00")]
    [TestCase("Mars/Olympus_Mons_and_whatever_is_behind_it")]
    public void Check_WhenNoZone_ShowsIt(string name) =>
        Assert.That(AccountTimeZone.Check(name)?.Message, Does.StartWith($"is not an IANA time zone: \"{name}\"; send a name such as"));
}
