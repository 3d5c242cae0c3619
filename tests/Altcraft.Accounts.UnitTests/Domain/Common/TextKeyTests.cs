using System.Globalization;

namespace Altcraft.Accounts.UnitTests.Domain.Common;

internal sealed class TextKeyTests
{
    [TestCase("ACME", "acme", Description = "ASCII")]
    [TestCase("  acme\t", "acme", Description = "blanks around it")]
    [TestCase("ПРИМЕР", "пример", Description = "Cyrillic")]
    [TestCase("Straße", "STRASSE", Description = "sharp s")]
    [TestCase("STRAẞE", "straße", Description = "capital sharp s")]
    [TestCase("Maſſe", "masse", Description = "long s")]
    [TestCase("ﬁn", "FIN", Description = "ligature")]
    [TestCase("ΟΔΟΣ", "οδος", Description = "final sigma")]
    [TestCase("οδοσ", "οδος", Description = "sigma in the wrong place")]
    [TestCase("İzmir", "i\u0307zmir", Description = "dotted capital I")]
    [TestCase("\u212Aelvin", "kelvin", Description = "Kelvin sign")]
    [TestCase("caf\u00E9", "cafe\u0301", Description = "precomposed and combining")]
    [TestCase("CAFE\u0301", "caf\u00E9", Description = "combining, upper case")]
    [TestCase("\u1FB3", "\u0391\u0345", Description = "iota subscript")]
    [TestCase("Ǆ", "ǆ", Description = "digraph")]
    [TestCase("ǅ", "Ǆ", Description = "titlecase digraph")]
    [TestCase("𐐀", "𐐨", Description = "outside the basic plane")]
    [TestCase("Å", "\u212B", Description = "Angstrom sign")]
    [TestCase("a b", "a  b", Description = "two spaces")]
    [TestCase("a b", "a\u00A0b", Description = "a no-break space")]
    [TestCase("a b", "a \u2003\t b", Description = "spaces of several kinds")]
    [TestCase("ä b", "\u3000Ä\u00A0b", Description = "spaces among other letters")]
    [TestCase("steve", "steve\uFE0F", Description = "a variation selector")]
    [TestCase("steve", "st\u034Feve", Description = "a grapheme joiner")]
    [TestCase("steve", "\u3164steve\uFFA0", Description = "Hangul fillers")]
    [TestCase("a b", "a \u200B b", Description = "an invisible character between spaces")]
    [TestCase("é", "e\u034F\u0301", Description = "a grapheme joiner before an accent")]
    [TestCase("各", "\u17B5\U000E0100各", Description = "marks that are not seen")]
    [TestCase("각", "\u1100\u1161\u11A8", Description = "Hangul")]
    public void Of_WhenOnlyCaseOrSpellingDiffers_IsTheSame(string left, string right) =>
        Assert.That(TextKey.Of(left), Is.EqualTo(TextKey.Of(right)));

    [TestCase("acme", "acne")]
    [TestCase("i", "ı", Description = "dotless i is another letter")]
    [TestCase("İ", "i")]
    [TestCase("e", "é")]
    [TestCase("е", "e", Description = "Cyrillic and Latin")]
    [TestCase("２", "2", Description = "full width: no compatibility folding")]
    [TestCase("a b", "ab")]
    public void Of_WhenLettersDiffer_IsAnother(string left, string right) => Assert.That(TextKey.Of(left), Is.Not.EqualTo(TextKey.Of(right)));

    [TestCase("Straße")]
    [TestCase("İzmir")]
    [TestCase("ΟΔΟΣ")]
    [TestCase("\u1FB3")]
    [TestCase("CAFE\u0301")]
    [TestCase(" a \u00A0 b\uFE0F ")]
    [TestCase("α\u0345\u034F\u0308")]
    public void Of_WhenAppliedToAKey_LeavesIt(string text) => Assert.That(TextKey.Of(TextKey.Of(text)), Is.EqualTo(TextKey.Of(text)));

    [Test]
    [NonParallelizable]
    public void Of_WhenTheCultureIsTurkish_IsTheSame()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");

            Assert.That((TextKey.Of("INFO"), TextKey.Of("INFÖ")), Is.EqualTo(("info", "infö")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
