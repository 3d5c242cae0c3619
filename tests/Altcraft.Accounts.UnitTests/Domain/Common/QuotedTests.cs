namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class QuotedTests
{
    [TestCase("gold", "\"gold\"")]
    [TestCase("", "\"\"")]
    [TestCase("a\r\nb\u0085c", "\"a\uFFFD\uFFFDb\uFFFDc\"")]
    [TestCase("a\u202Eb\u2028c", "\"a\uFFFDb\uFFFDc\"")]
    [TestCase("js\u200Bon", "\"js\uFFFDon\"")]
    [TestCase("👩\u200D👧", "\"👩\u200D👧\"")]
    [TestCase("\uFFFE\uFFFF", "\"\uFFFD\uFFFD\"")]
    [TestCase("aat_abcDEF-_123 and more", "\"aat_*** and more\"")]
    [TestCase("AAT_abc", "\"aat_***\"")]
    public void Of_WhenAnyText_IsOneReadableLineWithoutTokens(string value, string shown) => Assert.That(Quoted.Of(value), Is.EqualTo(shown));

    [Test]
    public void Of_WhenSurrogateIsAlone_ReplacesIt() => Assert.That(Quoted.Of("a" + (char)0xD800), Is.EqualTo("\"a\uFFFD\""));

    [Test]
    public void Of_WhenLong_CutsAfterEightyCharacters() =>
        Assert.That(Quoted.Of(string.Concat(Enumerable.Repeat("😀", 81))), Is.EqualTo($"\"{string.Concat(Enumerable.Repeat("😀", 80))}…\""));

    [Test]
    public void Of_WhenEightyCharacters_ShowsAll() => Assert.That(Quoted.Of(new string('x', 80)), Is.EqualTo($"\"{new string('x', 80)}\""));

    [Test]
    public void Shown_WhenLong_IsTheSameWithoutQuotationMarks() =>
        Assert.That(Quoted.Shown("aat_secret\n" + new string('x', 100)), Is.EqualTo("aat_***\uFFFD" + new string('x', 72) + "…"));

    [Test]
    public void MaskTokens_WhenSeveral_MasksEach() =>
        Assert.That(Quoted.MaskTokens("/a/aat_one/b?c=aat_two"), Is.EqualTo("/a/aat_***/b?c=aat_***"));
}
