using System.Globalization;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>What makes an upgrade cost no request: decision 0013.</summary>
[TestFixtureSource(typeof(Manifest), nameof(Manifest.Overlays))]
internal sealed class RolloutRuleTests(string name)
{
    // Requests in flight get 30 s (HostOptions.ShutdownTimeout); the rest is for closing connections.
    private static readonly TimeSpan DrainAndEnd = TimeSpan.FromSeconds(35);

    private readonly Overlay _overlay = new(name);

    [TestCase("startupProbe", "/health/live")]
    [TestCase("livenessProbe", "/health/live")]
    [TestCase("readinessProbe", "/health/ready")]
    public void Probe_WhenRendered_AsksWhatTheServiceAnswers(string probe, string path)
    {
        foreach (var container in _overlay.Deployment.Containers)
        {
            Assert.That(Manifest.Text(container, $"{probe}/httpGet/path"), Is.EqualTo(path));
            Assert.That(Manifest.Text(container, $"{probe}/httpGet/port"), Is.EqualTo("http"));
            Assert.That(Manifest.Text(container, $"{probe}/timeoutSeconds"), Is.Not.Null);
            Assert.That(Manifest.Text(container, $"{probe}/failureThreshold"), Is.Not.Null);
        }

        Assert.That(
            Sources.Lines($"{Layers.ApiName}/Hosting/PipelineSetup.cs"), Has.Some.Contains($"\"{path}\""), "the service maps it");
    }

    [Test]
    public void Rollout_WhenItRuns_TakesNoPodAwayBeforeAnotherIsReady()
    {
        Assert.That(_overlay.Deployment.Text("spec/strategy/rollingUpdate/maxUnavailable"), Is.EqualTo("0"));
        Assert.That(Number(_overlay.Deployment, "spec/strategy/rollingUpdate/maxSurge"), Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void Autoscaler_WhenRendered_KeepsTwoPodsOfTheDeployment()
    {
        var autoscaler = _overlay.Only("HorizontalPodAutoscaler");

        Assert.That(autoscaler.Text("spec/scaleTargetRef/kind"), Is.EqualTo(_overlay.Deployment.Kind));
        Assert.That(autoscaler.Text("spec/scaleTargetRef/name"), Is.EqualTo(_overlay.Deployment.Name));
        Assert.That(autoscaler.Text("spec/scaleTargetRef/apiVersion"), Is.EqualTo(_overlay.Deployment.Text("apiVersion")));
        Assert.That(Number(autoscaler, "spec/minReplicas"), Is.GreaterThanOrEqualTo(2));
        Assert.That(Number(autoscaler, "spec/maxReplicas"), Is.GreaterThanOrEqualTo(Number(autoscaler, "spec/minReplicas")));
        Assert.That(_overlay.Deployment.At("spec/replicas"), Is.Null, "each apply would undo what the autoscaler decided");
    }

    [Test]
    public void Pod_WhenItEnds_HasTheTimeItsSettingsNeed()
    {
        var delay = TimeSpan.FromSeconds(int.Parse(_overlay.Settings["Shutdown__DelaySeconds"], CultureInfo.InvariantCulture));

        Assert.That(delay, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(
            TimeSpan.FromSeconds(Number(_overlay.Deployment, "spec/template/spec/terminationGracePeriodSeconds")),
            Is.GreaterThanOrEqualTo(delay + DrainAndEnd));
        Assert.That(
            _overlay.Deployment.Containers.Where(container => container.ContainsKey("lifecycle")), Is.Empty,
            "the image has no shell, and the service delays its end by itself");
    }

    [Test]
    public void Budget_WhenANodeIsDrained_LeavesPods() => Assert.That(_overlay.Only("PodDisruptionBudget").Text("spec/maxUnavailable"), Is.EqualTo("1"));

    [TestCase("topology.kubernetes.io/zone")]
    [TestCase("kubernetes.io/hostname")]
    public void Pods_WhenPlaced_AreSpread(string over) => Assert.That(
        Manifest.Items(_overlay.Deployment.Pod, "topologySpreadConstraints").Select(constraint => Manifest.Text(constraint, "topologyKey")), Does.Contain(over));

    // What the first of the two applies takes must be all that the Job needs, and the Job itself.
    [Test]
    public void Migration_WhenOnlyItsStageIsApplied_HasAllItNeeds()
    {
        var prepared = _overlay.All.Where(manifest => manifest.Labels("metadata/labels").GetValueOrDefault("accounts.altcraft.com/stage") == "prepare").ToList();

        Assert.That(prepared.Select(manifest => manifest.Kind).Distinct(), Is.EquivalentTo(
            _overlay.All.Select(manifest => manifest.Kind).Intersect(["Namespace", "ServiceAccount", "ConfigMap", "Secret", "Job", "NetworkPolicy"])));
        Assert.That(prepared, Does.Contain(_overlay.Job));
    }

    // Argo CD goes by the wave: what the Job needs, the Job, then all that has no wave (0).
    [Test]
    public void Migration_WhenSynced_RunsAfterWhatItNeedsAndBeforeTheRest()
    {
        const string WavePath = "metadata/annotations";
        const string Wave = "argocd.argoproj.io/sync-wave";
        foreach (var manifest in _overlay.All)
        {
            var isPrepared = manifest.Labels("metadata/labels").ContainsKey("accounts.altcraft.com/stage");
            var expected = manifest == _overlay.Job ? "-1" : isPrepared ? "-2" : null;
            Assert.That(manifest.Labels(WavePath).GetValueOrDefault(Wave), Is.EqualTo(expected), manifest.ToString());
        }
    }

    private static int Number(Manifest manifest, string path) => int.Parse(manifest.Text(path)!, CultureInfo.InvariantCulture);
}
