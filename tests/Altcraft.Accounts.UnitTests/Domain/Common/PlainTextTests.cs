namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class PlainTextTests
{
    [TestCase("text", "text")]
    [TestCase("  text\r\n", "text")]
    [TestCase("\u00A0text\u3000", "text")]
    [TestCase("", "")]
    [TestCase("   ", "")]
    [TestCase("cafe\u0301", "caf\u00E9")]
    [TestCase("\u212B", "\u00C5")]
    [TestCase("a\u00A0b", "a\u00A0b")]
    [TestCase("😀", "😀")]
    [TestCase("a\uFFFDb", "a\uFFFDb")]
    public void TryNormalize_WhenAllowed_TrimsAndComposes(string raw, string expected)
    {
        var isAllowed = PlainText.TryNormalize(raw, out var text, out _);

        Assert.That((isAllowed, text), Is.EqualTo((true, expected)));
    }

    [TestCase("a\u0000b", "contains a control character (U+0000); remove it.")]
    [TestCase("a\tb", "contains a control character (U+0009); remove it.")]
    [TestCase("a\nb", "contains a control character (U+000A); remove it.")]
    [TestCase("a\u007Fb", "contains a control character (U+007F); remove it.")]
    [TestCase("a\u0085b", "contains a control character (U+0085); remove it.")]
    [TestCase("é\u001Bb", "contains a control character (U+001B); remove it.")]
    [TestCase("a\uFFFEb", "contains a character that XML cannot carry (U+FFFE); remove it.")]
    [TestCase("a\uFFFFb", "contains a character that XML cannot carry (U+FFFF); remove it.")]
    public void TryNormalize_WhenCharacterIsForbidden_NamesIt(string raw, string message)
    {
        var isAllowed = PlainText.TryNormalize(raw, out _, out var problem);

        Assert.That((isAllowed, problem), Is.EqualTo((false, new Problem(ErrorCodes.BadCharacter, message))));
    }

    [TestCase(0xD800)]
    [TestCase(0xDC00)]
    public void TryNormalize_WhenSurrogateIsAlone_NamesIt(int surrogate)
    {
        var isAllowed = PlainText.TryNormalize("a" + (char)surrogate + "b", out _, out var problem);

        Assert.That(isAllowed, Is.False);
        Assert.That(problem.Message, Is.EqualTo($"contains a lone surrogate (U+{surrogate:X4}); remove it."));
    }

    [TestCase("", 0)]
    [TestCase("abc", 3)]
    [TestCase("😀é", 2)]
    public void Length_WhenAnyText_CountsCharacters(string text, int length) => Assert.That(PlainText.Length(text), Is.EqualTo(length));

    [TestCase("abc", true)]
    [TestCase("😀😀😀", true)]
    [TestCase("abcd", false)]
    [TestCase("😀😀😀😀", false)]
    public void AtMost_WhenThreeCharacters_AllowsThree(string text, bool isAllowed) => Assert.That(
        PlainText.AtMost(text, 3),
        Is.EqualTo(isAllowed ? (Problem?)null : new Problem(ErrorCodes.TooLong, "must have at most 3 characters; it has 4.")));

    [TestCase(30, true)]
    [TestCase(31, false)]
    public void TryNormalize_WhenMarksFollowOneAnother_TakesThirty(int count, bool isTaken) => Assert.That(
        PlainText.TryNormalize("x" + string.Concat(Enumerable.Repeat("\u0323", count)) + "y\u0301", out _, out _), Is.EqualTo(isTaken));
}
