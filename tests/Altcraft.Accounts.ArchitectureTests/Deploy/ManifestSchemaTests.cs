using System.Diagnostics;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>The rendered manifests against their sources and against the schemas, by <c>scripts/check-manifests</c>.</summary>
[NonParallelizable]
internal sealed class ManifestSchemaTests
{
    [Test]
    public void Overlays_WhenListed_AreAllRendered()
    {
        var overlays = Directory.GetDirectories(Path.Combine(Sources.Root, "deploy", "kubernetes", "overlays")).Select(Path.GetFileName);

        Assert.That(Manifest.Overlays, Is.EquivalentTo(overlays));
    }

    [Test]
    public void Manifests_WhenRendered_AreWhatTheirSourcesAndTheSchemasSay()
    {
        var (code, output) = Check();

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain($"{Manifest.Overlays.Sum(overlay => Manifest.Of(overlay).Count)} documents are what the schemas say."));
    }

    [TestCase("maxUnavailable: 0", "maxUnavailabel: 0", "/spec/strategy/rollingUpdate/maxUnavailabel: unknown field")]
    [TestCase("terminationGracePeriodSeconds: 50", "terminationGracePeriodSeconds: 50s", "/spec/template/spec/terminationGracePeriodSeconds: type")]
    [TestCase("scrapeTimeout: 10s", "scrapeTimeouts: 10s", "/spec/endpoints/0/scrapeTimeouts: unknown field")]
    [TestCase("kind: Job", "kind: Jobs", "no schema for batch/v1 Jobs")]
    public void Manifest_WhenAFieldIsWrong_IsRefused(string right, string wrong, string problem)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        var text = File.ReadAllText(Manifest.PathOf("production"));
        Assert.That(text, Does.Contain(right));
        File.WriteAllText(path, text.Replace(right + "\n", wrong + "\n", StringComparison.Ordinal));

        var (code, output) = Check(path);
        File.Delete(path);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(problem));
    }

    private static (int Code, string Output) Check(params string[] files)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec scripts/check-manifests \"$@\" 2>&1", "check-manifests", .. files])
        {
            WorkingDirectory = Sources.Root,
            RedirectStandardOutput = true,
        };
        using var check = Process.Start(start)!;
        var output = check.StandardOutput.ReadToEnd();
        check.WaitForExit();
        return (check.ExitCode, output);
    }
}
