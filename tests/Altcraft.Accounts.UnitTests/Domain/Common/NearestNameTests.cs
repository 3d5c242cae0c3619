namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class NearestNameTests
{
    private static readonly string[] Known = ["tariff", "title", "tz", "web_version_policy", "enable_push", "enable_pixel"];

    [TestCase("tarif", "tariff", Description = "one missing")]
    [TestCase("tarifff", "tariff", Description = "one too many")]
    [TestCase("tarjff", "tariff", Description = "one wrong")]
    [TestCase("titel", "title", Description = "two swapped: one mistake, not two")]
    [TestCase("TARIFF", "tariff", Description = "case")]
    [TestCase("webVersionPolicy", "web_version_policy")]
    [TestCase("enable_puhs", "enable_push")]
    [TestCase("t", "tz")]
    public void Of_WhenANameIsNear_GivesIt(string text, string nearest) => Assert.That(NearestName.Of(text, Known), Is.EqualTo(nearest));

    [TestCase("")]
    [TestCase("colour")]
    [TestCase("x")]
    [TestCase("is_active")]
    public void Of_WhenNoneIsNear_GivesNone(string text) => Assert.That(NearestName.Of(text, Known), Is.Null);

    [Test]
    public void Of_WhenTextIsVeryLong_DoesNotCompare() => Assert.That(NearestName.Of(new string('t', 65), [new string('t', 65)]), Is.Null);

    [Test]
    public void Of_WhenTwoAreEquallyNear_GivesTheFirst() => Assert.That(NearestName.Of("enable_pi", ["enable_pa", "enable_pb"]), Is.EqualTo("enable_pa"));

    [TestCase("tarif", " Did you mean \"tariff\"?")]
    [TestCase("colour", "")]
    public void Question_WhenANameIsNear_Asks(string text, string question) => Assert.That(NearestName.Question(text, Known), Is.EqualTo(question));
}
