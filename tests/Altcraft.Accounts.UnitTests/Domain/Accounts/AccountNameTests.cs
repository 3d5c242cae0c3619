using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Domain.Accounts;

internal sealed class AccountNameTests
{
    [TestCase("a")]
    [TestCase("Acme Ltd. no_1-x")]
    [TestCase("42")]
    [TestCase("Пример")]
    [TestCase("株式会社")]
    [TestCase("नमस्ते")]
    [TestCase("٣")]
    [TestCase("𝒜𠀀")]
    public void Check_WhenLettersMarksDigitsSpaceOrDotUnderscoreHyphen_Accepts(string name) =>
        Assert.That(AccountName.Check(name), Is.Null);

    [TestCase("user@acme", "must not contain \"@\": users sign in as user@name, send only the part behind the \"@\".")]
    [TestCase("a/b", "must not contain \"/\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a\u00A0b", "must not contain \"\u00A0\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a\u200Bb", "must not contain \"\u200B\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a\u202Eb", "must not contain \"\u202E\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a😀", "must not contain \"😀\": use letters, digits, spaces and . _ - only.")]
    [TestCase("½", "must not contain \"½\": use letters, digits, spaces and . _ - only.")]
    [TestCase("Ⅷ", "must not contain \"Ⅷ\": use letters, digits, spaces and . _ - only.")]
    [TestCase("<b>", "must not contain \"<\": use letters, digits, spaces and . _ - only.")]
    public void Check_WhenAnotherCharacter_SaysWhich(string name, string message) =>
        Assert.That(AccountName.Check(name), Is.EqualTo(new Problem(ErrorCodes.BadCharacter, message)));

    [Test]
    public void Check_WhenLongestName_Accepts() => Assert.That(AccountName.Check(new string('x', 64)), Is.Null);

    [Test]
    public void Check_WhenLongestNameOutsideTheBasicPlane_CountsCharacters() =>
        Assert.That(AccountName.Check(string.Concat(Enumerable.Repeat("𠀀", 64))), Is.Null);

    [Test]
    public void Check_WhenOneCharacterTooLong_SaysHowLong() => Assert.That(
        AccountName.Check(new string('x', 65)),
        Is.EqualTo(new Problem(ErrorCodes.TooLong, "must have at most 64 characters; it has 65.")));
}
