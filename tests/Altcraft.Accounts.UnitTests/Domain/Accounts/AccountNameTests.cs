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
    [TestCase(".a")]
    [TestCase("ООО Soft")]
    [TestCase("Soft_Плюс-2")]
    [TestCase("µTorrent", Description = "the micro sign belongs to no alphabet")]
    public void Check_WhenLettersMarksDigitsSpaceOrDotUnderscoreHyphen_Accepts(string name) =>
        Assert.That(AccountName.Check(name), Is.Null);

    [TestCase("user@acme", "must not contain \"@\": users sign in as user@name, send only the part behind the \"@\".")]
    [TestCase("a/b", "must not contain \"/\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a\u00A0b", "must not contain \"\u00A0\": use letters, digits, spaces and . _ - only.")]
    [TestCase("a\u200Db", "contains an invisible character (U+200D); remove it.")]
    [TestCase("steve\uFE0F", "contains an invisible character (U+FE0F); remove it.")]
    [TestCase("\u3164", "contains an invisible character (U+3164); remove it.")]
    [TestCase("a😀", "must not contain \"😀\": use letters, digits, spaces and . _ - only.")]
    [TestCase("½", "must not contain \"½\": use letters, digits, spaces and . _ - only.")]
    [TestCase("Ⅷ", "must not contain \"Ⅷ\": use letters, digits, spaces and . _ - only.")]
    [TestCase("<b>", "must not contain \"<\": use letters, digits, spaces and . _ - only.")]
    public void Check_WhenAnotherCharacter_SaysWhich(string name, string message) =>
        Assert.That(AccountName.Check(name), Is.EqualTo(new Problem(ErrorCodes.BadCharacter, message)));

    [TestCase(".")]
    [TestCase("..")]
    [TestCase("- _")]
    [TestCase("\u0301")]
    public void Check_WhenThereIsNoLetterOrDigit_SaysSo(string name) =>
        Assert.That(AccountName.Check(name), Is.EqualTo(new Problem(ErrorCodes.BadValue, "must have at least one letter or digit.")));

    [TestCase("Cофт", "\"C\" (U+0043) is Latin, \"о\" (U+043E) is Cyrillic")]
    [TestCase("my сайт1а a1ο", "\"a\" (U+0061) is Latin, \"ο\" (U+03BF) is Greek")]
    [TestCase("Пαр", "\"П\" (U+041F) is Cyrillic, \"α\" (U+03B1) is Greek")]
    public void Check_WhenAWordMixesAlphabets_SaysWhichCharacterIsWhich(string name, string which) => Assert.That(
        AccountName.Check(name),
        Is.EqualTo(new Problem(ErrorCodes.BadCharacter, $"must not mix alphabets in a word: {which}; write the word in one of them.")));

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
