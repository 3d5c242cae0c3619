namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>What holds for every pod of every overlay: decision 0013.</summary>
[TestFixtureSource(typeof(Manifest), nameof(Manifest.Overlays))]
internal sealed class PodRuleTests(string name)
{
    private readonly Overlay _overlay = new(name);

    [Test]
    public void Workloads_WhenRendered_AreTheServiceAndItsMigration() =>
        Assert.That(_overlay.Workloads.Select(workload => workload.Kind), Is.EquivalentTo(new[] { "Deployment", "Job" }));

    // The list of the restricted profile of the Pod Security Standards, and a read-only root on top.
    [Test]
    public void Pods_WhenRendered_KeepTheRestrictedProfile() => EachPod(workload =>
    {
        var pod = workload.Pod;
        Assert.That(Manifest.Text(pod, "securityContext/runAsNonRoot"), Is.EqualTo("true"));
        Assert.That(Manifest.Text(pod, "securityContext/runAsUser"), Is.Not.Null.And.Not.EqualTo("0"));
        Assert.That(Manifest.Text(pod, "securityContext/seccompProfile/type"), Is.EqualTo("RuntimeDefault"));
        Assert.That(new[] { "hostNetwork", "hostPID", "hostIPC" }.Select(field => Manifest.Text(pod, field)), Has.All.Null.Or.All.EqualTo("false"));
        Assert.That(Manifest.Items(pod, "volumes").Where(volume => volume.ContainsKey("hostPath")), Is.Empty);
        foreach (var container in workload.Containers)
        {
            Assert.That(Manifest.Text(container, "securityContext/allowPrivilegeEscalation"), Is.EqualTo("false"));
            Assert.That(Manifest.Text(container, "securityContext/readOnlyRootFilesystem"), Is.EqualTo("true"));
            Assert.That(Manifest.At(container, "securityContext/capabilities")?.ToJsonString(), Is.EqualTo("""{"drop":["ALL"]}"""));
            var undone = new[] { "privileged", "runAsNonRoot", "runAsUser", "seccompProfile", "procMount" };
            Assert.That(undone.Where(field => Manifest.At(container, $"securityContext/{field}") is not null), Is.Empty);
        }
    });

    [Test]
    public void Namespace_WhenRendered_EnforcesTheRestrictedProfile() => Assert.That(
        _overlay.Only("Namespace").Labels("metadata/labels")["pod-security.kubernetes.io/enforce"], Is.EqualTo("restricted"));

    [Test]
    public void Pods_WhenRendered_GetNoTokenOfTheCluster()
    {
        EachPod(workload =>
        {
            Assert.That(Manifest.Text(workload.Pod, "automountServiceAccountToken"), Is.EqualTo("false"));
            Assert.That(Manifest.Text(workload.Pod, "enableServiceLinks"), Is.EqualTo("false"));
            Assert.That(Manifest.Text(workload.Pod, "serviceAccountName"), Is.EqualTo(_overlay.Only("ServiceAccount").Name));
        });
        Assert.That(_overlay.Only("ServiceAccount").Text("automountServiceAccountToken"), Is.EqualTo("false"));
    }

    [Test]
    public void Containers_WhenRendered_HaveRequestsAndLimits() => EachPod(workload =>
    {
        foreach (var container in workload.Containers)
        {
            var resources = new[] { "requests/cpu", "requests/memory", "limits/cpu", "limits/memory" };
            Assert.That(resources.Where(resource => Manifest.Text(container, $"resources/{resource}") is null), Is.Empty);
        }
    });

    [Test]
    public void Containers_WhenRendered_MountWhatThePodHas() => EachPod(workload =>
    {
        var volumes = Manifest.Items(workload.Pod, "volumes").Select(volume => Manifest.Text(volume, "name")).ToList();
        var mounts = workload.Containers.SelectMany(container => Manifest.Items(container, "volumeMounts")).Select(mount => Manifest.Text(mount, "name"));
        Assert.That(mounts.Distinct(), Is.EquivalentTo(volumes));
    });

    [Test]
    public void Images_WhenRendered_AreOneAndPinnedByTag()
    {
        var images = _overlay.Workloads.SelectMany(workload => workload.Containers).Select(container => Manifest.Text(container, "image")).Distinct().ToList();

        Assert.That(images, Has.Count.EqualTo(1), "the migration is the one of the release that is rolled out");
        Assert.That(images[0], Does.Match("^[^/]+/.+:[0-9]+[.][0-9]+[.][0-9]+[^/:]*$"));
    }

    [Test]
    public void Job_WhenTheTagChanges_IsAnotherOne()
    {
        var tag = Manifest.Text(_overlay.Job.Containers[0], "image")!.Split(':')[^1];

        Assert.That(_overlay.Job.Name, Is.EqualTo($"altcraft-accounts-migrate-{tag}"));
        Assert.That(_overlay.Job.Name, Does.Match("^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$"));
        Assert.That(_overlay.Job.Text("spec/ttlSecondsAfterFinished"), Is.Not.Null);
        Assert.That(_overlay.Job.Text("spec/backoffLimit"), Is.Not.Null);
        Assert.That(_overlay.Job.Text("spec/activeDeadlineSeconds"), Is.Not.Null);
    }

    // A Job cannot be changed: a new setting must not change it, so it refers to nothing whose name is a hash of its content.
    [Test]
    public void Job_WhenASettingChanges_StaysAsItIs()
    {
        Assert.That(Manifest.Items(_overlay.Job.Containers[0], "envFrom"), Is.Empty);
        Assert.That(_overlay.Job.Root.ToJsonString(), Does.Not.Contain(_overlay.Only("ConfigMap").Name));
    }

    [Test]
    public void Job_WhenStarted_Migrates() =>
        Assert.That(Manifest.At(_overlay.Job.Containers[0], "args")?.ToJsonString(), Is.EqualTo("""["migrate"]"""));

    private void EachPod(Action<Manifest> rule)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var workload in _overlay.Workloads)
            {
                rule(workload);
            }
        }
    }
}
