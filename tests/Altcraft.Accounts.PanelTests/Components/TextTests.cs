using System.Text.RegularExpressions;
using System.Xml.Linq;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.PanelTests.Browser;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>The texts of the panel, in both languages.</summary>
internal sealed partial class TextTests
{
    private static readonly string Panel = Path.Combine(PublishedPanel.Root, "Altcraft.Accounts.Panel");

    private static readonly string[] Bases =
    [
        .. Sources("*.resx").Where(path => !path.EndsWith(".ru.resx", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Panel, path)[..^".resx".Length]),
    ];

    [TestCaseSource(nameof(Bases))]
    public void Texts_WhenInBothLanguages_HaveTheSameKeysAndPlaceholders(string name)
    {
        var english = Read(name + ".resx");
        var russian = Read(name + ".ru.resx");

        Assert.That(english, Is.Not.Empty);
        Assert.That(russian.Keys, Is.EquivalentTo(english.Keys));
        Assert.That(english.Keys.Where(key => !Placeholders(english[key]).SetEquals(Placeholders(russian[key]))), Is.Empty);
        Assert.That(english.Values.Concat(russian.Values).Where(string.IsNullOrWhiteSpace), Is.Empty);
        Assert.That(english.Values.Where(text => Cyrillic().IsMatch(text)), Is.Empty);
    }

    [Test]
    public void Texts_WhenASourceNamesOne_AreThere()
    {
        var all = Bases.ToDictionary(name => Path.GetFileName(name), name => Read(name + ".resx"));
        var missing = new List<string>();
        var found = 0;
        foreach (var path in Sources("*.razor").Concat(Sources("*.cs")))
        {
            var source = File.ReadAllText(path) + (File.Exists(path + ".cs") ? File.ReadAllText(path + ".cs") : string.Empty);
            foreach (var (type, variable) in Injected().Matches(source).Select(match => (match.Groups["type"].Value, match.Groups["variable"].Value)))
            {
                var keys = Regex.Matches(source, $@"\b{variable}\[""(?<key>\w+)""").Select(match => match.Groups["key"].Value).ToList();
                found += keys.Count;
                missing.AddRange(keys.Where(key => !all[type].ContainsKey(key)).Select(key => $"{Path.GetFileName(path)}: {type} {key}"));
            }
        }

        Assert.That(found, Is.GreaterThan(20));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    [SetUICulture("ru-RU")]
    public void ErrorTexts_WhenRussian_SayWhatTheCodeMeansBeforeTheSentence()
    {
        Assert.That(ErrorTexts.Of(ErrorCodes.Taken, "The name is taken."), Is.EqualTo("Имя уже занято. (The name is taken.)"));
        Assert.That(ErrorTexts.Of(new ApiException(Failure.Unavailable, "The service is busy.", [], null)), Does.EndWith(" Повторите позже. (The service is busy.)"));
        Assert.That(ErrorTexts.Of(new ApiException(Failure.NotFound, "No.", [new("id", ErrorCodes.NotFound, "No.")], null)), Is.EqualTo("Не найдено. (No.)"));
        Assert.That(ErrorTexts.Of("another", "As it is."), Is.EqualTo("As it is."));
        Assert.That(ErrorTexts.Of(new Error("name", string.Empty, "Своё.")), Is.EqualTo("Своё."), "the panel's own");
        Assert.That(ErrorTexts.Of(new ApiException(null, "TypeError: Failed to fetch", [], null)), Is.EqualTo("Сервис недоступен. Проверьте соединение и повторите."));
        Assert.That(ErrorTexts.Of(new ApiException(Failure.TokenRequired, "No token.", [], null)), Does.StartWith("Сервис").And.Not.Contain("No token"));

        // What a form of the panel cannot cause has none.
        string[] never = [ErrorCodes.Unreadable, ErrorCodes.Unknown];
        var codes = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Except(never);
        Assert.That(codes.Where(code => ErrorTexts.Of(code, "s") == "s"), Is.Empty);
    }

    [Test]
    [SetUICulture("en-GB")]
    public void ErrorTexts_WhenEnglish_AreTheServicesSentences()
    {
        Assert.That(ErrorTexts.Of(ErrorCodes.Taken, "The name is taken."), Is.EqualTo("The name is taken."));
        Assert.That(ErrorTexts.Of(new ApiException(null, "TypeError: Failed to fetch", [], null)), Does.StartWith("The service cannot be reached."));
    }

    private static IEnumerable<string> Sources(string pattern) => Directory.EnumerateFiles(Panel, pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file) => XElement.Load(Path.Combine(Panel, file)).Elements("data")
        .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups["number"].Value)];

    [GeneratedRegex(@"IStringLocalizer<(?<type>\w+)>\s+(?<variable>\w+)")]
    private static partial Regex Injected();

    [GeneratedRegex(@"\{(?<number>\d)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();
}
