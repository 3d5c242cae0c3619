using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Altcraft.Accounts.IntegrationTests.Docs;
using YamlDotNet.Serialization;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>The dashboard, the alert rules and the list of metrics, compared with what a running service emits: they cannot go stale.</summary>
[TestFixture]
internal sealed partial class DeployedFilesTests
{
    // Made by Prometheus itself.
    private static readonly string[] OfPrometheus = ["up", "job", "instance", "le"];

    private static readonly string Dashboard = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "deploy/grafana/accounts-dashboard.json"));
    private static readonly string Alerts = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "deploy/prometheus/alerts.yaml"));

    private Exposition _metrics = null!;
    private HashSet<string> _names = null!;

    [OneTimeSetUp]
    public async Task ScrapeAsync()
    {
        _metrics = await MeasuredService.ScrapeAsync();
        _names = [.. _metrics.Samples.Select(sample => sample.Name), .. OfPrometheus];
    }

    [Test]
    public void Dashboard_WhenRead_AsksOnlyForWhatIsEmitted()
    {
        var expressions = Panels().SelectMany(panel => panel["targets"]!.AsArray()).Select(target => target!["expr"]!.GetValue<string>()).ToList();

        Assert.That(expressions, Has.Count.GreaterThanOrEqualTo(20));
        AssertEmitted(expressions);
    }

    [Test]
    public void Dashboard_WhenRead_IsWholeAndTakesItsSourceFromAVariable()
    {
        var panels = Panels();
        var variables = JsonNode.Parse(Dashboard)!["templating"]!["list"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>());

        Assert.That(variables, Does.Contain("datasource"));
        Assert.That(panels.Select(panel => panel["datasource"]!["uid"]!.GetValue<string>()), Is.All.EqualTo("${datasource}"));
        Assert.That(panels.Select(panel => (int)panel["id"]!), Is.Unique);
        Assert.That(panels.Select(panel => panel["title"]!.GetValue<string>()), Is.SupersetOf(new[]
        {
            "Database", "Requests by endpoint", "Errors by code", "Duration", "In flight and rejected", "Queue", "Cache hits", "Connections",
            "Memory", "Garbage collection", "Threads",
        }));
    }

    [Test]
    public void Alerts_WhenRead_AskOnlyForWhatIsEmitted()
    {
        var rules = Rules();

        Assert.That(rules, Has.Count.GreaterThanOrEqualTo(10));
        AssertEmitted([.. rules.Select(rule => (string)rule["expr"])]);
    }

    [Test]
    public void Alerts_WhenRead_SayWhatTheyMeanAndWhatToDo()
    {
        var page = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "docs/operations.md"));
        var sections = Section().Matches(page).Select(match => match.Groups[1].Value).ToList();
        using (Assert.EnterMultipleScope())
        {
            foreach (var rule in Rules())
            {
                var name = (string)rule["alert"];
                var annotations = (Dictionary<object, object>)rule["annotations"];
                Assert.That(annotations["summary"], Is.Not.Empty, name);
                Assert.That(annotations["description"], Is.Not.Empty, name);
                if (Lasting().Match((string)annotations["description"]) is { Success: true } lasting)
                {
                    Assert.That(rule["for"], Is.EqualTo(lasting.Groups[1].Value + lasting.Groups[2].Value), name);
                }

                Assert.That(annotations["runbook"], Is.EqualTo($"docs/operations.md#{name.ToLowerInvariant()}"));
                Assert.That(((Dictionary<object, object>)rule["labels"])["severity"], Is.AnyOf("critical", "warning"));
            }

            Assert.That(sections, Is.EqualTo(Rules().Select(rule => rule["alert"])));
        }
    }

    [Test]
    public void Metrics_WhenEmitted_AreTheDocumentedOnes()
    {
        var page = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "docs/observability.md"));
        var documented = Row().Matches(page).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value);

        Assert.That(_metrics.Types.Where(type => !documented.Contains(type)), Is.Empty, "Emitted, but not in docs/observability.md.");
        Assert.That(documented.Where(type => !_metrics.Types.Contains(type)), Is.Empty, "In docs/observability.md, but not emitted.");
    }

    [Test]
    public void Labels_WhenEmitted_AreTheDocumentedOnes()
    {
        var page = File.ReadAllText(Path.Combine(DocumentedCommand.Root, "docs/observability.md"));
        using (Assert.EnterMultipleScope())
        {
            foreach (Match row in Row().Matches(page))
            {
                var documented = LabelName().Matches(row.Groups["labels"].Value).Select(match => match.Groups[1].Value);
                var emitted = _metrics.Samples.Where(sample => Regex.IsMatch(sample.Name, $"^{row.Groups["name"].Value}(_bucket|_sum|_count)?$"))
                    .SelectMany(sample => sample.Labels.Keys).Distinct()
                    .Where(label => label != "le" && !label.StartsWith("otel_scope", StringComparison.Ordinal) && !label.StartsWith("telemetry_sdk", StringComparison.Ordinal));
                Assert.That(emitted, Is.EquivalentTo(documented), row.Groups["name"].Value);
            }
        }
    }

    private void AssertEmitted(IReadOnlyList<string> expressions)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var expression in expressions)
            {
                var metrics = PromQl.Metrics(expression);
                Assert.That(metrics, Is.Not.Empty, expression);
                Assert.That(metrics.Where(name => !_names.Contains(name)), Is.Empty, expression);
                var labels = _metrics.Samples.Where(sample => metrics.Contains(sample.Name)).SelectMany(sample => sample.Labels.Keys).Concat(OfPrometheus).ToHashSet();
                Assert.That(PromQl.Labels(expression).Where(label => !labels.Contains(label)), Is.Empty, expression);
            }
        }
    }

    private static List<JsonObject> Panels() =>
        [.. JsonNode.Parse(Dashboard)!["panels"]!.AsArray().OfType<JsonObject>().Where(panel => panel["type"]!.GetValue<string>() != "row")];

    private static List<Dictionary<string, object>> Rules() =>
        [.. new DeserializerBuilder().Build().Deserialize<RuleFile>(Alerts).groups.SelectMany(group => group.rules)];

    [GeneratedRegex("[Ff]or ([0-9]+) ([sm])(?:econds|inutes)")]
    private static partial Regex Lasting();

    [GeneratedRegex("^### (Accounts.*)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9_]+)` \| (?<type>counter|gauge|histogram) \| (?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z0-9_]+)`")]
    private static partial Regex LabelName();

    // Named as in the file.
    private sealed class RuleFile
    {
        public List<RuleGroup> groups { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        public string name { get; set; } = string.Empty;

        public List<Dictionary<string, object>> rules { get; set; } = [];
    }
}
