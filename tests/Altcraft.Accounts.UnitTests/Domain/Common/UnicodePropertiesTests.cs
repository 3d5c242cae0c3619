using System.Globalization;
using System.Text;

namespace Altcraft.Accounts.UnitTests.Domain.Common;

/// <summary>The tables against what the runtime knows; the architecture tests compare them with what Node.js knows.</summary>
internal sealed class UnicodePropertiesTests
{
    private static readonly Rune[] All = [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))];

    [Test]
    public void WhiteSpace_OfAnyCharacter_IsWhatTrimTakesAway() => Assert.That(
        All.Where(rune => UnicodeProperties.IsWhiteSpace(rune) != (rune.ToString().Trim().Length == 0)), Is.Empty);

    [Test]
    public void MayBeUnusual_OfTextWithACharacterThatIsLookedFor_IsTrue() => Assert.That(
        All.Where(rune => (UnicodeProperties.IsDefaultIgnorable(rune) || UnicodeProperties.IsWhiteSpace(rune)) && rune.Value != ' '
            && !UnicodeProperties.MayBeUnusual($"a {rune}")),
        Is.Empty);

    [TestCase("steve-1 ltd")]
    [TestCase("Пример 株式会社 नमस्ते")]
    [TestCase("a😀")]
    public void MayBeUnusual_OfUsualText_IsFalse(string text) => Assert.That(UnicodeProperties.MayBeUnusual(text), Is.False);

    [Test]
    public void DefaultIgnorable_OfWhatChangesDirectionsJoinsOrSelects_IsTrue() => Assert.That(
        All.Where(rune => !UnicodeProperties.IsDefaultIgnorable(rune)
            && (UnicodeProperties.IsBidiControl(rune) || UnicodeProperties.IsJoinControl(rune) || UnicodeProperties.IsVariationSelector(rune))),
        Is.Empty);

    [Test]
    public void DefaultIgnorable_OfAnyCharacter_IsNeitherASpaceNorPunctuationNorASymbolNorADigit() => Assert.That(
        All.Where(UnicodeProperties.IsDefaultIgnorable).Select(rune => Rune.GetUnicodeCategory(rune)).Distinct(),
        Is.SubsetOf(new[] { UnicodeCategory.Format, UnicodeCategory.NonSpacingMark, UnicodeCategory.OtherLetter, UnicodeCategory.OtherNotAssigned }));

    // U+0600 and its like stand around the number behind them.
    [Test]
    public void DefaultIgnorable_OfAFormatCharacter_IsTrueUnlessItIsSeen() => Assert.That(
        All.Where(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !UnicodeProperties.IsDefaultIgnorable(rune)).Select(rune => rune.Value),
        Is.All.InRange(0x0600, 0x08E2).Or.InRange(0xFFF9, 0xFFFB).Or.EqualTo(0x110BD).Or.EqualTo(0x110CD).Or.InRange(0x13430, 0x1345F));

    [TestCase("a", "Latin")]
    [TestCase("ﬁ", "Latin")]
    [TestCase("а", "Cyrillic")]
    [TestCase("Ꙋ", "Cyrillic")]
    [TestCase("α", "Greek")]
    [TestCase("ἀ", "Greek")]
    [TestCase("7", null)]
    [TestCase("\u0301", null)]
    [TestCase("µ", null)]
    [TestCase("א", null)]
    public void AlphabetOf_WhenItHasLookalikes_IsItsName(string character, string? alphabet) =>
        Assert.That(UnicodeProperties.AlphabetOf(Rune.GetRuneAt(character, 0)), Is.EqualTo(alphabet));

    [Test]
    public void Directions_OfAnyCharacter_AreOneAtMost() => Assert.That(
        All.Where(rune => new[] { UnicodeProperties.IsRightToLeft(rune), UnicodeProperties.IsArabicNumber(rune), UnicodeProperties.IsEuropeanNumber(rune) }.Count(isOne => isOne) > 1),
        Is.Empty);
}
