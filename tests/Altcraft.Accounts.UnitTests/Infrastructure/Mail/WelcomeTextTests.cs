using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Mail;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Mail;

/// <summary>What the welcome mail says, as text and as HTML.</summary>
internal sealed partial class WelcomeTextTests
{
    private static readonly string[] BothLanguages = ["EN", "RU"];

    [TestCase("EN", "Hello Steve,", "until 14:06 on 28 November 2026 (time zone Europe/Moscow, UTC+3)", "at about 14:05 on 26 November 2026")]
    [TestCase("RU", "Здравствуйте, Steve!", "до 14:06 28 ноября 2026 года (часовой пояс Europe/Moscow, UTC+3)", "около 14:05 26 ноября 2026 года")]
    public void Text_WhenRead_TellsAllThatAUserNeeds(string lang, string greeting, string validUntil, string requestedAt)
    {
        var text = Text(WelcomeMails.Some(lang));

        foreach (var content in new[] { text.PlainText, Visible(text.Html) })
        {
            Assert.That(content, Does.Contain(greeting).And.Contains("steve@acme").And.Contains(WelcomeMails.Link)
                .And.Contains(validUntil).And.Contains($"{WelcomeCode.Lifetime.TotalHours} ").And.Contains(requestedAt).And.Contains(": Windows."));
            Assert.That(content, Does.Not.Contain("{").And.Not.Contains("}"));
        }
    }

    [TestCase("EN", "Hello,", "requested")]
    [TestCase("RU", "Здравствуйте!", "запросил")]
    public void Text_WhenNameAndPlatformAreUnknown_LeavesThemOut(string lang, string greeting, string requested)
    {
        var text = Text(WelcomeMails.Some(lang) with { FirstName = null, RequestedFrom = null });

        foreach (var content in new[] { text.PlainText, Visible(text.Html) })
        {
            Assert.That(content, Does.Contain(greeting).And.Contains(requested));
            Assert.That(content, Does.Not.Contain("latform").And.Not.Contains("Платформа:"));
        }
    }

    [TestCase("EN", "using a program (curl).")]
    [TestCase("RU", "с помощью программы (curl).")]
    public void Text_WhenAProgramAskedForTheMail_SaysThatItIsOne(string lang, string program)
    {
        var text = Text(WelcomeMails.Some(lang) with { RequestedFrom = "curl" });

        foreach (var content in new[] { text.PlainText, Visible(text.Html) })
        {
            Assert.That(content, Does.Contain(program).And.Not.Contains("latform:").And.Not.Contains("Платформа:"));
        }
    }

    [TestCase("UTC", "UTC+0")]
    [TestCase("Asia/Kathmandu", "UTC+5:45")]
    [TestCase("America/St_Johns", "UTC−3:30")]
    [TestCase("America/New_York", "UTC−5")]
    public void Text_WhenTheZoneHasAnOffset_TellsIt(string zone, string offset) =>
        Assert.That(Text(WelcomeMails.Some() with { TimeZone = zone }).PlainText, Does.Contain($"(time zone {zone}, {offset})"));

    // A clock that changes meanwhile: the last Sunday of October.
    [Test]
    public void Text_WhenTheClocksChange_TellsEachTimeWithItsOffset()
    {
        var text = Text(WelcomeMails.Some() with
        {
            TimeZone = "Europe/Berlin",
            RequestedAt = new DateTime(2026, 10, 24, 12, 0, 0, DateTimeKind.Utc),
            CodeExpiresAt = new DateTime(2026, 10, 26, 12, 0, 0, DateTimeKind.Utc),
        });

        Assert.That(text.PlainText, Does.Contain("14:00 on 24 October 2026 (time zone Europe/Berlin, UTC+2)")
            .And.Contains("13:00 on 26 October 2026 (time zone Europe/Berlin, UTC+1)"));
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("\"'><img src=x onerror=alert(1)>")]
    [TestCase("{Link} {{Link}} &amp; $1")]
    [TestCase("--\r\n\r\n.")]
    [TestCase("Жанна 梅花 👩‍💻 علي")]
    public void Html_WhenValuesAreHostile_ShowsThemAsText(string value)
    {
        var html = Text(WelcomeMails.Some() with { FirstName = value, UserName = value, AccountName = value, RequestedFrom = value }).Html;

        Assert.That(Visible(html), Does.Contain($"Hello {value},").And.Contains($"{value}@{value}").And.Contains($"“{value}”").And.Contains($"({value})."));
        Assert.That(Elements(html), Is.EqualTo(Elements(Text(WelcomeMails.Some()).Html)));
    }

    [TestCase("\"><b>")]
    [TestCase("'&lt;")]
    public void Html_WhenTheLinkIsHostile_KeepsItInItsAttribute(string end)
    {
        var links = Parse(new WelcomeText(WelcomeMails.Some(), WelcomeMails.Link + end).Html).Descendants("a").ToList();

        Assert.That(links, Has.Count.EqualTo(2));
        Assert.That(links.Select(link => link.Attribute("href")!.Value), Is.All.EqualTo(WelcomeMails.Link + end));
        Assert.That(links[1].Value, Is.EqualTo(WelcomeMails.Link + end));
    }

    [TestCaseSource(nameof(BothLanguages))]
    public void Html_WhenRead_NeedsNothingFromElsewhere(string lang)
    {
        var html = Parse(Text(WelcomeMails.Some(lang)).Html);
        var attributes = html.DescendantsAndSelf().Attributes().ToList();

        // Web mail programs keep what is inside the body only.
        foreach (var whole in new[] { html, html.Element("body")!.Elements().Single() })
        {
            Assert.That(whole.Attribute("lang")?.Value, Is.EqualTo(lang).IgnoreCase);
            Assert.That(whole.Attribute("dir")?.Value, Is.EqualTo("ltr"));
        }

        Assert.That(html.Descendants().Select(element => element.Name.LocalName).Distinct(), Is.SubsetOf(
            ["head", "meta", "title", "style", "body", "div", "table", "tr", "td", "h1", "p", "br", "strong", "a"]));
        Assert.That(html.Descendants("table").Select(table => table.Attribute("role")?.Value), Is.All.EqualTo("presentation"));
        Assert.That(attributes.Where(attribute => attribute.Value != WelcomeMails.Link && attribute.Value.Contains("//")), Is.Empty);
        Assert.That(html.ToString(), Does.Not.Contain("url(").And.Not.Contains("@import"));
    }

    // Each element of the light colours has a class that has dark ones, and the reader's contrast is at least 4.5 (WCAG 2, AA).
    [Test]
    public void Html_WhenColoursAreCompared_HasEnoughContrastInBothSchemes()
    {
        var html = Parse(Text(WelcomeMails.Some()).Html);
        var dark = DarkRule().Matches(html.Descendants("style").Single().Value)
            .ToDictionary(match => (match.Groups[1].Value, match.Groups[2].Value), match => match.Groups[3].Value);
        var contrasts = html.Descendants().Where(element => element.Name.LocalName is "h1" or "p" or "a")
            .SelectMany(text => new[] { Contrast(Inherited(text, "color"), Inherited(text, "background-color")), Contrast(Dark(text, "color"), Dark(text, "background-color")) })
            .ToList();

        Assert.That(dark, Has.Count.GreaterThan(5));
        Assert.That(contrasts, Has.Count.EqualTo(22).And.All.GreaterThanOrEqualTo(4.5));

        string Dark(XElement text, string property)
        {
            var owner = Owner(text, property);
            return dark.GetValueOrDefault((owner.Attribute("class")?.Value ?? string.Empty, property)) ?? Colour(owner, property)!;
        }
    }

    [Test]
    public void Texts_WhenComparedBetweenLanguages_HaveTheSameNamesAndPlaces()
    {
        var english = Resources("en");
        var russian = Resources("ru");

        Assert.That(english, Has.Count.GreaterThan(10));
        Assert.That(english.Values, Is.All.Not.Empty);
        Assert.That(russian.Values, Is.All.Not.Empty);
        Assert.That(russian.Keys, Is.EquivalentTo(english.Keys));
        Assert.That(russian.Where(text => !Places(text.Value).SequenceEqual(Places(english[text.Key]))), Is.Empty);
    }

    private static WelcomeText Text(WelcomeMail mail) => new(mail, WelcomeMails.Link);

    private static SortedDictionary<string, string> Resources(string language)
    {
        var manager = new ResourceManager($"{typeof(WelcomeText).Namespace}.Welcome.{language}", typeof(WelcomeText).Assembly);
        using var texts = manager.GetResourceSet(CultureInfo.InvariantCulture, true, false)!;
        return new(texts.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    // As XML, which the layout is but for elements without an end.
    private static XElement Parse(string html) => XElement.Parse(EmptyElement().Replace(html.Replace("<!DOCTYPE html>", string.Empty), "$0</$1>"), LoadOptions.PreserveWhitespace);

    private static string Visible(string html) => Parse(html).Element("body")!.Value;

    private static IEnumerable<string> Elements(string html) => Parse(html).DescendantsAndSelf().Select(element => element.Name.LocalName);

    private static string? Colour(XElement element, string property) =>
        Regex.Match(element.Attribute("style")?.Value ?? string.Empty, $"(?:^|; ?){property}: (#[0-9a-f]{{6}})") is { Success: true } match ? match.Groups[1].Value : null;

    private static XElement Owner(XElement text, string property) => text.AncestorsAndSelf().First(element => Colour(element, property) is not null);

    private static string Inherited(XElement text, string property) => Colour(Owner(text, property), property)!;

    private static double Contrast(string one, string other)
    {
        double[] luminances = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Convert.FromHexString(colour[1..]).Select(part => part / 255d).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
        return parts.Zip([0.2126, 0.7152, 0.0722], (part, weight) => part * weight).Sum();
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex("<(meta|br)\\b[^>]*>")]
    private static partial Regex EmptyElement();

    [GeneratedRegex(@"\.(\w+) \{[^}]*?(?<![-\w])(color|background-color): (#[0-9a-f]{6}) !important")]
    private static partial Regex DarkRule();
}
