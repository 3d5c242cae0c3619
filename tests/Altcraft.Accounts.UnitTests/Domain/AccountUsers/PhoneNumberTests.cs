using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Domain.AccountUsers;

public sealed class PhoneNumberTests
{
    [TestCase("+44 (20) 7946-0000", "+442079460000")]
    [TestCase("8 (800) 555-35-35", "8 (800) 555-35-35")]
    [TestCase("12345", "12345")]
    [TestCase("+1234", "+1234")]
    public void Normalize_OfANumber_KeepsWhatItIs(string text, string stored)
    {
        Assert.That(PhoneNumber.Check(text), Is.Null);
        Assert.That(PhoneNumber.Normalize(text), Is.EqualTo(stored));
        Assert.That(PhoneNumber.Check(stored), Is.Null, "what is stored can be sent back");
    }

    [TestCase("1234", "bad_value")]
    [TestCase("+ (1)-", "bad_value")]
    [TestCase("(((((", "bad_value")]
    [TestCase("12+345", "bad_value")]
    [TestCase("++12345", "bad_value")]
    [TestCase("12345 ext. 6", "bad_character")]
    [TestCase("١٢٣٤٥", "bad_character")]
    [TestCase("12😀345", "bad_character")]
    [TestCase("123456789012345678901234567890123", "too_long")]
    public void Check_OfWhatIsNoNumber_SaysWhy(string text, string code) => Assert.That(PhoneNumber.Check(text)?.Code, Is.EqualTo(code));
}
