using System.Text.RegularExpressions;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>Who is found by whom, and on which port: decision 0013.</summary>
[TestFixtureSource(typeof(Manifest), nameof(Manifest.Overlays))]
internal sealed partial class NetworkRuleTests(string name)
{
    // What is found by name in the cluster; a database elsewhere has its address in the overlay.
    private static readonly string[] OutgoingPorts = ["5432/TCP", "53/TCP", "53/UDP"];

    private const string MailPort = "587/TCP";

    private readonly Overlay _overlay = new(name);

    private IReadOnlyDictionary<string, string> Ports => _overlay.Deployment.Containers
        .SelectMany(container => Manifest.Items(container, "ports"))
        .ToDictionary(port => Manifest.Text(port, "name")!, port => Manifest.Text(port, "containerPort")!);

    [TestCase("Deployment", "spec/selector/matchLabels")]
    [TestCase("Service", "spec/selector")]
    [TestCase("PodDisruptionBudget", "spec/selector/matchLabels")]
    public void Selector_WhenRendered_TakesThePodsOfTheServiceOnly(string kind, string path)
    {
        var manifest = _overlay.Only(kind);

        Assert.That(manifest.Selects(path, _overlay.Deployment.PodLabels), Is.True);
        Assert.That(manifest.Selects(path, _overlay.Job.PodLabels), Is.False);
    }

    [Test]
    public void Spread_WhenRendered_CountsThePodsOfTheService()
    {
        for (var i = 0; i < Manifest.Items(_overlay.Deployment.Pod, "topologySpreadConstraints").Length; i++)
        {
            Assert.That(
                _overlay.Deployment.Selects($"spec/template/spec/topologySpreadConstraints/{i}/labelSelector/matchLabels", _overlay.Deployment.PodLabels),
                Is.True);
        }
    }

    [Test]
    public void Policies_WhenRendered_AreOneForEachPodAndCloseBothWays()
    {
        var policies = _overlay.OfKind("NetworkPolicy");

        foreach (var workload in _overlay.Workloads)
        {
            Assert.That(policies.Count(policy => policy.Selects("spec/podSelector/matchLabels", workload.PodLabels)), Is.EqualTo(1), workload.ToString());
        }

        foreach (var policy in policies)
        {
            Assert.That(policy.At("spec/policyTypes")?.ToJsonString(), Is.EqualTo("""["Ingress","Egress"]"""));
            Assert.That(_overlay.Workloads.Any(workload => policy.Selects("spec/podSelector/matchLabels", workload.PodLabels)), policy.ToString());
            var rules = Manifest.Items(policy.Root, "spec/ingress").Concat(Manifest.Items(policy.Root, "spec/egress")).ToList();
            Assert.That(rules.Where(rule => !rule.ContainsKey("ports") || !(rule.ContainsKey("from") || rule.ContainsKey("to"))), Is.Empty);
        }
    }

    [Test]
    public void Policies_WhenSomethingIsSent_LetItGoToPostgresAndDnsAndOfTheServiceToTheMailServerOnly()
    {
        foreach (var policy in _overlay.OfKind("NetworkPolicy"))
        {
            var ports = Manifest.Items(policy.Root, "spec/egress").SelectMany(rule => Manifest.Items(rule, "ports"))
                .Select(port => $"{Manifest.Text(port, "port")}/{Manifest.Text(port, "protocol")}");
            var isOfTheService = policy.Selects("spec/podSelector/matchLabels", _overlay.Deployment.PodLabels);
            Assert.That(ports, Is.EquivalentTo(isOfTheService ? [.. OutgoingPorts, MailPort] : OutgoingPorts), policy.ToString());
        }
    }

    [Test]
    public void Policies_WhenSomebodyCalls_LetInRequestsAndScrapesOnly()
    {
        var callers = new List<string>();
        foreach (var policy in _overlay.OfKind("NetworkPolicy"))
        {
            for (var i = 0; i < Manifest.Items(policy.Root, "spec/ingress").Length; i++)
            {
                Assert.That(Manifest.Items(policy.Root, $"spec/ingress/{i}/from"), Has.Length.EqualTo(1));
                var from = policy.Labels($"spec/ingress/{i}/from/0/namespaceSelector/matchLabels").Values.Single();
                callers.AddRange(Manifest.Items(policy.Root, $"spec/ingress/{i}/ports").Select(port => $"{from} {Manifest.Text(port, "port")}"));
            }
        }

        Assert.That(callers, Is.EquivalentTo(new[] { "ingress-nginx http", "monitoring metrics" }));
        Assert.That(Ports.Keys, Is.EquivalentTo(new[] { "http", "metrics" }));
    }

    [Test]
    public void Service_WhenRendered_SendsToPortsOfThePod() =>
        Assert.That(Manifest.Items(_overlay.Only("Service").Root, "spec/ports").Select(port => Manifest.Text(port, "targetPort")), Is.EquivalentTo(Ports.Keys));

    [Test]
    public void Monitor_WhenRendered_ScrapesAPortOfTheService()
    {
        var monitor = _overlay.Only("ServiceMonitor");
        var service = _overlay.Only("Service");

        Assert.That(monitor.Selects("spec/selector/matchLabels", service.Labels("metadata/labels")), Is.True);
        Assert.That(
            Manifest.Items(service.Root, "spec/ports").Select(port => Manifest.Text(port, "name")), Does.Contain(monitor.Text("spec/endpoints/0/port")));
        Assert.That(_overlay.Settings["Telemetry__Prometheus"], Is.EqualTo("true"));
        Assert.That(Ports[monitor.Text("spec/endpoints/0/port")!], Is.EqualTo(_overlay.Settings["Telemetry__PrometheusPort"]));
    }

    [Test]
    public void Service_WhenStarted_ListensOnThePortsOfThePod() => Assert.That(
        _overlay.Settings["ASPNETCORE_URLS"].Split(';').Select(url => url.Split(':')[^1]), Is.EquivalentTo(Ports.Values));

    // The image has its port and its user, too: one that is not of that user would be refused or could not read its files.
    [TestCaseSource(nameof(Dockerfiles))]
    public void Image_WhenItRuns_HasThePortAndTheUserOfThePod(string path)
    {
        var image = File.ReadAllText(Path.Combine(Sources.Root, path));

        Assert.That(Exposed().Matches(image).Select(match => match.Groups[1].Value), Is.EqualTo(new[] { Ports["http"] }));
        foreach (var workload in _overlay.Workloads)
        {
            var user = $"{Manifest.Text(workload.Pod, "securityContext/runAsUser")}:{Manifest.Text(workload.Pod, "securityContext/runAsGroup")}";
            Assert.That(User().Matches(image).Select(match => match.Groups[1].Value), Is.EqualTo(new[] { user }), workload.ToString());
        }
    }

    private static string[] Dockerfiles() => [.. Directory.GetFiles(Sources.Root, "Dockerfile").Select(path => Path.GetFileName(path)!)];

    [GeneratedRegex(@"^EXPOSE\s+(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Exposed();

    [GeneratedRegex(@"^USER\s+(\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex User();
}
