using System.Globalization;
using System.Text;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.FuzzTests.Trees;

namespace Altcraft.Accounts.FuzzTests.Pure;

/// <summary>What holds for any value of the domain.</summary>
[TestFixture]
public sealed class DomainTests
{
    private const int Share = 10;

    private static Arbitrary<string> AnyText => Arb.From(Texts.Any, Tree.ShrinkText);

    [Test]
    public void PlainText_NormalizedTwice_IsAsNormalizedOnce() => FuzzRun.CheckPure(Share, AnyText, raw =>
    {
        if (PlainText.TryNormalize(raw, out var once, out _))
        {
            BrokenPropertyException.Unless(PlainText.TryNormalize(once, out var twice, out _) && twice == once, $"{twice} of {once}");
            BrokenPropertyException.Unless(once.IsNormalized() && once.Trim() == once, once);
        }
    });

    [Test]
    public void TextKey_OfAKey_IsTheKey() => FuzzRun.CheckPure(Share, AnyText, raw =>
    {
        if (PlainText.TryNormalize(raw, out var text, out _))
        {
            var key = TextKey.Of(text);
            BrokenPropertyException.Unless(TextKey.Of(key) == key, $"{Shown(TextKey.Of(key))} of {Shown(key)}");
        }
    });

    [Test]
    public void TextKey_OfAnotherSpelling_IsTheSame() => FuzzRun.CheckPure(Share, AnyText, raw =>
    {
        if (PlainText.TryNormalize(raw, out var text, out _))
        {
            var key = TextKey.Of(text);
            foreach (var form in new[] { NormalizationForm.FormD, NormalizationForm.FormC })
            {
                BrokenPropertyException.Unless(TextKey.Of(text.Normalize(form)) == key, $"{form} of {Shown(text)}");
            }

            BrokenPropertyException.Unless(TextKey.Of($" {text}\t") == key, $"spaces around {Shown(text)}");
        }
    });

    [Test]
    public void PushDomain_ReadAgain_IsTheSame() => FuzzRun.CheckPure(
        Share,
        Arb.From(
            from labels in Gen.Frequency(
                (3, Texts.Any.Select(text => text.ToUpperInvariant())), (2, Gen.Elements("a", "пуш", "faß", "例え", "xn--a", "xn--bcher-kva", "1", "0x1", "-")), (1, Texts.Any)).ListOf().Resize(4)
            select string.Join('.', labels)),
        text =>
        {
            if (PlainText.TryNormalize(text, out var normal, out _) && normal.Length > 0 && PushDomain.TryParse(normal, out var domain, out _))
            {
                BrokenPropertyException.Unless(Ascii.IsValid(domain) && !domain.Any(char.IsAsciiLetterUpper) && domain.Length <= 253, Shown(domain));
                BrokenPropertyException.Unless(PushDomain.TryParse(domain, out var again, out _) && again == domain, Shown(domain));
                var unicode = new IdnMapping().GetUnicode(domain);
                BrokenPropertyException.Unless(PushDomain.TryParse(unicode, out again, out _) && again == domain, $"{Shown(unicode)} of {Shown(domain)}");
            }
        });

    [Test]
    public void EntityReference_OfText_IsAnIdOrThatName() => FuzzRun.CheckPure(Share, AnyText, raw =>
    {
        if (PlainText.TryNormalize(raw, out var text, out _) && text.Length > 0)
        {
            var reference = EntityReference.Parse(text);
            BrokenPropertyException.Unless(reference.Name is null == text.All(char.IsAsciiDigit) && reference.Name is null or { Length: > 0 }, Shown(text));
            BrokenPropertyException.Unless(reference.Name is null || (reference.Name == text && reference.NameKey == TextKey.Of(text)), Shown(text));
        }
    });

    private static string Shown(string text) => text + " (" + string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture))) + ")";
}
