using System.Text.RegularExpressions;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>What the pods are told, and where it comes from: decision 0013.</summary>
[TestFixtureSource(typeof(Manifest), nameof(Manifest.Overlays))]
internal sealed partial class SettingRuleTests(string name)
{
    // Read by .NET itself.
    private static readonly string[] OfTheRuntime = ["DOTNET_EnableDiagnostics"];

    private readonly Overlay _overlay = new(name);

    private IEnumerable<(string Name, string? Secret, string? Key, bool IsOptional)> Variables => _overlay.Workloads
        .SelectMany(workload => workload.Containers)
        .SelectMany(container => Manifest.Items(container, "env"))
        .Select(variable => (
            Manifest.Text(variable, "name")!,
            Manifest.Text(variable, "valueFrom/secretKeyRef/name"),
            Manifest.Text(variable, "valueFrom/secretKeyRef/key"),
            Manifest.Text(variable, "valueFrom/secretKeyRef/optional") == "true"));

    // A name that is written wrongly is read by nobody, and nobody says so.
    [Test]
    public void Settings_WhenRendered_AreOnesTheServiceReads()
    {
        var table = Sources.Lines("docs/operations.md").SkipWhile(line => line != "## Configure").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value))
            .ToList();
        Assert.That(table, Does.Contain("ConnectionStrings:Accounts"));

        var used = _overlay.Settings.Keys.Concat(Variables.Select(variable => variable.Name)).Except(OfTheRuntime)
            .Select(variable => variable.Replace("__", ":", StringComparison.Ordinal));
        Assert.That(used.Distinct(), Is.SubsetOf(table));
    }

    [Test]
    public void Settings_WhenTheyAreSecret_ComeFromTheSecret()
    {
        Assert.That(_overlay.Settings.Keys.Where(setting => SecretName().IsMatch(setting)), Is.Empty);
        Assert.That(_overlay.Settings.Values.Where(value => SecretValue().IsMatch(value)), Is.Empty);
        var secret = Variables.Where(variable => SecretName().IsMatch(variable.Name)).ToList();
        Assert.That(secret, Has.Count.EqualTo(4), "the connection string for both, the mail server's password for the service, the first token for the migration");
        Assert.That(secret.Where(variable => variable.Secret is null), Is.Empty);
    }

    [Test]
    public void FirstToken_WhenRendered_IsTheMigrationsAlone() =>
        Assert.That(_overlay.Deployment.Root.ToJsonString(), Does.Not.Contain("Bootstrap").And.Not.Contain("admin-token"));

    // An overlay that makes its secret must make the keys that are read, from the examples: never a secret that opens something.
    [Test]
    public void Secret_WhenTheOverlayMakesIt_HasTheKeysAndOnlyExamples()
    {
        foreach (var made in _overlay.OfKind("Secret"))
        {
            Assert.That(Variables.Where(variable => variable.Secret is not null).Select(variable => variable.Secret).Distinct(), Is.EqualTo(new[] { made.Name }));
            Assert.That(Variables.Select(variable => variable.Key).Where(key => key is not null).Distinct(), Is.EquivalentTo(made.Labels("data").Keys));
            foreach (var value in made.Labels("data").Values)
            {
                Assert.That(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value)), Does.Contain("change-me"));
            }
        }
    }

    [Test]
    public void Pods_WhenTheyReadSettings_FindThem() => Assert.That(
        Manifest.Items(_overlay.Deployment.Containers[0], "envFrom").Select(source => Manifest.Text(source, "configMapRef/name")),
        Is.EqualTo(new[] { _overlay.Only("ConfigMap").Name }));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("connectionstring|password|secret|token|key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("aat_|password *=", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
