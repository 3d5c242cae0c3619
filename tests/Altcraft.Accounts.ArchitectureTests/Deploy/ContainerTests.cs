using System.Text.RegularExpressions;
using Altcraft.Accounts.ArchitectureTests.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>What would rot unseen in the files that are only read when an image is built or started.</summary>
internal sealed partial class ContainerTests
{
    private static readonly string[] Projects = [Layers.DomainName, Layers.ApplicationName, Layers.InfrastructureName, Layers.ApiName, Layers.PanelName];

    private static readonly string Dockerfile = Text("Dockerfile");

    [Test]
    public void Dockerfile_BeforeItRestores_CopiesEveryProjectAndWhatRestoringDependsOnAndNothingElse()
    {
        var restored = Dockerfile[..Dockerfile.IndexOf("RUN dotnet restore", StringComparison.Ordinal)];
        var copied = CopyLine().Matches(restored).SelectMany(match => match.Groups[1].Value.Split(' ')).ToList();

        Assert.That(copied, Is.EquivalentTo(Projects.SelectMany(project => new[] { $"{project}/{project}.csproj", $"{project}/packages.lock.json" })
            .Concat(["global.json", "Directory.Build.props", "Directory.Packages.props"])));
        Assert.That(Dockerfile, Does.Contain("--locked-mode"));
    }

    [Test]
    public void Dockerfile_AfterTheBaseWithoutAShell_RunsNothingAndIsNotRoot()
    {
        var last = Dockerfile[Dockerfile.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        Assert.That(last, Does.Not.Contain("\nRUN ").And.Not.Contain("apt"));
        Assert.That(last, Does.Match(@"\nUSER [1-9]\d*:[1-9]\d*\n"));
        Assert.That(last, Does.Match("\nHEALTHCHECK [^\n]*CMD \\[\"dotnet\", \"/app/Altcraft.Accounts.Api.dll\", \"health\"\\]"));
        Assert.That(last, Does.Match(@"\nCOPY --from=build .*\n[\s\S]*\nARG VERSION=.*\n[\s\S]*\nLABEL "),
            "podman 4.3 would give a new program the old label");
        Assert.That(Dockerfile, Does.Match(@"\nARG BASE_RUNTIME=\S+:10\.0\.\d+-\S*extra\n"), "ICU is in the \"extra\" bases only");
    }

    [Test]
    public void DockerIgnore_WhenAProjectIsAdded_LetsItIn() =>
        Assert.That(Text(".dockerignore").Split('\n'), Is.SupersetOf(Projects.Select(project => "!" + project).Append("*").Append("**/obj")));

    [TestCase("Dockerfile")]
    [TestCase("compose.yaml")]
    [TestCase("deploy/systemd/altcraft-accounts.service")]
    public void Settings_WhenTheyAreSet_AreDocumented(string file)
    {
        var known = Text("docs/operations.md");
        var settings = SettingName().Matches(Text(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();

        Assert.That(settings, Is.Not.Empty);
        Assert.That(settings.Where(setting => !known.Contains($"`{setting}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Compose_WhenRead_StartsTwoReplicasAfterTheMigrationAndTheProxyAfterThem()
    {
        var services = (YamlMappingNode)Compose()["services"];

        Assert.That(Waits("migrate"), Is.EqualTo(new[] { "postgres service_healthy" }));
        Assert.That(Waits("api-1"), Is.EqualTo(new[] { "migrate service_completed_successfully" }));
        Assert.That(Waits("api-2"), Is.EqualTo(Waits("api-1")));
        Assert.That(Waits("proxy"), Is.EqualTo(new[] { "api-1 service_healthy", "api-2 service_healthy" }));

        string[] Waits(string name) =>
            [.. ((YamlMappingNode)services[name]["depends_on"]).Select(other => $"{other.Key} {other.Value["condition"]}")];
    }

    [Test]
    public void Compose_WhenRead_GivesNoServiceMoreThanItNeeds()
    {
        foreach (var (name, service) in ((YamlMappingNode)Compose()["services"]).Select(entry => (entry.Key.ToString(), (YamlMappingNode)entry.Value)))
        {
            var image = service["image"].ToString();
            Assert.That(service["read_only"].ToString(), Is.EqualTo("true"), name);
            Assert.That(service["cap_drop"].ToString(), Does.Contain("ALL"), name);
            Assert.That(service["security_opt"].ToString(), Does.Contain("no-new-privileges:true"), name);
            Assert.That(image, Does.Match(@":\d+\.\d+").Or.StartWith("altcraft-accounts:"), $"{name} is not pinned");
            Assert.That(service.Children.ContainsKey("ports"), Is.EqualTo(name is "proxy" or "mail"), $"{name}: only the proxy, and the page with the mails, are reached from outside");
            Assert.That(name is not ("proxy" or "mail") ? [] : ((YamlSequenceNode)service["ports"]).Select(port => port.ToString()), Is.All.StartsWith("127.0.0.1:"), name);
        }
    }

    [Test]
    public void Compose_WithoutItsProfile_SendsNoMailAndHasNoMailServer()
    {
        var services = (YamlMappingNode)Compose()["services"];

        Assert.That(services["mail"]["profiles"].ToString(), Does.Contain("mail"));
        Assert.That(services.Where(service => ((YamlMappingNode)service.Value).Children.ContainsKey("profiles")), Has.Exactly(1).Items);
        foreach (var replica in new[] { "api-1", "api-2" })
        {
            var settings = services[replica]["environment"];
            Assert.That(settings["Smtp__Host"].ToString(), Is.EqualTo("${ACCOUNTS_SMTP_HOST:-}"));
            Assert.That(services["mail"]["command"].ToString(), Does.Contain($"--smtpport={settings["Smtp__Port"]}").And.Contains("--tlsmode=None"));
            Assert.That(settings["Smtp__Security"].ToString(), Is.EqualTo("none"));
            Assert.That(settings["Users__WelcomeUrl"].ToString(), Does.Contain("{code}"));
        }
    }

    [Test]
    public void Proxy_WhenConfigured_KnowsTheReplicasOfCompose()
    {
        var services = ((YamlMappingNode)Compose()["services"]).Select(entry => entry.Key.ToString()).ToList();
        var servers = Server().Matches(Text("deploy/haproxy/haproxy.cfg")).Select(match => match.Groups[1].Value).ToList();

        Assert.That(servers, Is.EquivalentTo(services.Where(name => name.StartsWith("api-", StringComparison.Ordinal))));
    }

    [Test]
    public void Proxy_WhenChecked_AsksAReplicaThroughItselfAndFindsItByTheEnginesNameServer()
    {
        var proxy = Text("deploy/haproxy/haproxy.cfg");

        Assert.That(proxy, Does.Match(@"\n    bind :8080\n").And.Match(@"\n    parse-resolv-conf\n").And.Not.Match(@"\n *nameserver "));
        Assert.That(Compose()["services"]["proxy"]["healthcheck"]["test"].ToString(), Does.Contain("/usr/local/etc/haproxy/health"));
        Assert.That(Text("deploy/haproxy/health"), Does.Contain("/dev/tcp/127.0.0.1/8080\n").And.Contain("GET /health/ready "));
    }

    [Test]
    public void Compose_WhenItChecksHealth_HasNoSpaceInACommandWherePodmanWouldTearIt()
    {
        var checks = ((YamlMappingNode)Compose()["services"]).Select(entry => (YamlMappingNode)entry.Value)
            .Where(service => service.Children.ContainsKey("healthcheck")).Select(service => (YamlMappingNode)service["healthcheck"])
            .Where(check => check.Children.ContainsKey("test")).SelectMany(check => (YamlSequenceNode)check["test"]).ToList();

        Assert.That(checks, Is.Not.Empty);
        Assert.That(checks.Select(word => word.ToString()).Where(word => word.Contains(' ', StringComparison.Ordinal)), Is.Empty);
    }

    private static YamlMappingNode Compose()
    {
        // Merged as compose does it: what a service says itself wins over what it takes over.
        var parser = new MergingParser(new Parser(new StringReader(Text("compose.yaml"))));
        var merged = new SerializerBuilder().DisableAliases().Build().Serialize(new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(merged));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Sources.Root, path));

    [GeneratedRegex(@"^COPY (.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(?:__[A-Z][A-Za-z]+)+\b")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^    server \S+ (\S+):8080$", RegexOptions.Multiline)]
    private static partial Regex Server();
}
