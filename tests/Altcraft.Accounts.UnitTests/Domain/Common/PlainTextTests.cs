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
    [TestCase("می\u200Cخواهم", "می\u200Cخواهم", Description = "a non-joiner, as Persian needs it")]
    [TestCase("क्\u200D", "क्\u200D", Description = "a joiner at the end")]
    [TestCase("❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥", Description = "an emoji of two with its form")]
    [TestCase("👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧")]
    [TestCase("1\uFE0F\u20E3", "1\uFE0F\u20E3", Description = "a keycap")]
    [TestCase("葛\U000E0100", "葛\U000E0100", Description = "an ideographic variation")]
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
    [TestCase("a\u00ADb", "contains an invisible character (U+00AD); remove it.")]
    [TestCase("a\u034Fb", "contains an invisible character (U+034F); remove it.")]
    [TestCase("a\u115Fb", "contains an invisible character (U+115F); remove it.")]
    [TestCase("a\u17B4b", "contains an invisible character (U+17B4); remove it.")]
    [TestCase("a\u180Eb", "contains an invisible character (U+180E); remove it.")]
    [TestCase("a\u200Bb", "contains an invisible character (U+200B); remove it.")]
    [TestCase("a\u2060b", "contains an invisible character (U+2060); remove it.")]
    [TestCase("\u3164", "contains an invisible character (U+3164); remove it.")]
    [TestCase("a\uFEFFb", "contains an invisible character (U+FEFF); remove it.")]
    [TestCase("a\uFFA0b", "contains an invisible character (U+FFA0); remove it.")]
    [TestCase("a\U000E0041b", "contains an invisible character (U+E0041); remove it.")]
    [TestCase("a\u061Cb", "contains a character that changes the direction of text (U+061C); remove it.")]
    [TestCase("a\u200Fb", "contains a character that changes the direction of text (U+200F); remove it.")]
    [TestCase("a\u202Eb", "contains a character that changes the direction of text (U+202E); remove it.")]
    [TestCase("a\u2066b", "contains a character that changes the direction of text (U+2066); remove it.")]
    [TestCase("\u200Da", "contains an invisible character (U+200D); remove it.", Description = "nothing before it")]
    [TestCase("a \u200Cb", "contains an invisible character (U+200C); remove it.", Description = "a space before it")]
    [TestCase("a\u200D\u200Db", "contains an invisible character (U+200D); remove it.", Description = "one is enough")]
    [TestCase("a\uFE0F\uFE0F", "contains an invisible character (U+FE0F); remove it.", Description = "one is enough")]
    [TestCase("a\u200D\uFE0F", "contains an invisible character (U+FE0F); remove it.", Description = "behind a joiner")]
    [TestCase("\uFE0Fa", "contains an invisible character (U+FE0F); remove it.", Description = "nothing before it")]
    [TestCase("a\uFFFEb", "contains a character that XML cannot carry (U+FFFE); remove it.")]
    [TestCase("a\uFFFFb", "contains a character that XML cannot carry (U+FFFF); remove it.")]
    public void TryNormalize_WhenCharacterIsForbidden_NamesIt(string raw, string message)
    {
        var isAllowed = PlainText.TryNormalize(raw, out _, out var problem);

        Assert.That((isAllowed, problem), Is.EqualTo((false, new Problem(ErrorCodes.BadCharacter, message))));
    }

    [TestCase("steve", null)]
    [TestCase("Größe\u00A0株式", null)]
    [TestCase("steve\uFE0F", "contains an invisible character (U+FE0F); remove it.")]
    [TestCase("a\u200Db", "contains an invisible character (U+200D); remove it.")]
    public void CheckName_WhenACharacterIsInvisible_NamesIt(string name, string? message) => Assert.That(PlainText.CheckName(name)?.Message, Is.EqualTo(message));

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
