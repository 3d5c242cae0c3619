using System.Diagnostics;
using System.Runtime.Versioning;
using System.Xml.Linq;
using Altcraft.Accounts.IntegrationTests.Docs;

namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary>
/// <c>scripts/update-pins</c> and <c>scripts/check-advisories</c>: what they make of the answers of registries. These are scripts here.
/// </summary>
[TestFixture, Parallelizable]
[UnsupportedOSPlatform("windows")]
internal sealed class PinScriptTests
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Control = "   > Newtonsoft.Json   12.0.1   12.0.1   High   https://example.com/advisory";

    private string _clone = string.Empty;

    [SetUp]
    public void CopyScripts()
    {
        _clone = Directory.CreateTempSubdirectory("accounts-pins-").FullName;
        string[] files =
        [
            "scripts/setup.sh", "scripts/update-pins", "scripts/check-advisories", "Dockerfile", "compose.yaml", "Directory.Packages.props",
            ".config/dotnet-tools.json", "tests/openapi-lint/package.json",
        ];
        foreach (var file in files)
        {
            var copy = Path.Combine(_clone, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(DocumentedCommand.Root, file), copy);
        }

        Fake("dotnet", "[ \"$1\" = --version ] && echo 10.0.400 && exit; exit 1");
        Fake("skopeo", "exit 1");
        Fake("npm", "exit 1");
        Fake("apt-cache", "exit 1");
    }

    [TearDown]
    public void RemoveCopy() => Directory.Delete(_clone, recursive: true);

    [Test]
    public async Task UpdatePins_WhenNoRegistryAnswers_NamesEveryPinAsUnknown()
    {
        var (exitCode, output) = await RunAsync("update-pins");
        var packages = XElement.Load(Path.Combine(_clone, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (string)package.Attribute("Include")!);
        string[] others =
        [
            "mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/aspnet", "postgres", "haproxy", "microsoft.openapi.kiota",
            "tests/openapi-lint @redocly/cli",
        ];

        Assert.That(exitCode, Is.Zero, output);
        foreach (var pin in packages.Concat(others))
        {
            Assert.That(output, Does.Match($"(?m)^  {pin} [0-9][^ ]*: unknown, the registry does not answer$"));
        }
    }

    [Test]
    public async Task UpdatePins_WhenThereAreNewerVersions_NamesThemAndNoOthers()
    {
        Write("Dockerfile", "ARG BASE_SDK=example.com/sdk:10.0.401-noble\nARG BASE_RUNTIME=example.com/runtime:10.0.9-noble-chiseled\n");
        Write("compose.yaml", "  image: own:${VERSION:-dev}\n    image: database:17.9-bookworm\n");
        Write("Directory.Packages.props", """
            <DotNetVersion>10.0.9</DotNetVersion>
            <PackageVersion Include="Of.DotNet" Version="$(DotNetVersion)" />
            <PackageVersion Include="Preview" Version="1.1.0-beta.1" />
            <PackageVersion Include="Current" Version="3.0.0" />

            """);
        Fake("skopeo", """
            case $2 in
              */sdk) echo '"10.0.402-noble" "10.0.401-noble" "10.0.500-noble" "10.0.403-alpine"' ;;
              */runtime) echo '"10.0.9-noble-chiseled" "10.0.10-noble-chiseled" "10.0.11-noble-chiseled-extra" "11.0.0-noble-chiseled"' ;;
              *) echo '{"Tags": ["17.9-bookworm", "17.9-alpine", "17.10-alpine", "18.1-bookworm", "latest"]}' ;;
            esac
            """);
        Fake("dotnet", """
            [ "$1" = --version ] && echo 10.0.400 && exit
            case $* in
              *Of.DotNet*) echo '"version": 2, "version": "10.0.9"'; echo '"version": "10.0.10"'; echo '"version": "11.0.0"' ;;
              *Preview*--prerelease*) echo '"version": "1.1.0-beta.1"'; echo '"version": "1.1.0-beta.2"' ;;
              *Current*) echo '"version": "3.0.0"' ;;
              *) exit 1 ;;
            esac
            """);
        Fake("npm", "echo 99.0.0");

        var (_, output) = await RunAsync("update-pins");

        Assert.That(output.Split('\n'), Is.SupersetOf(new[]
        {
            "  example.com/sdk 10.0.401-noble: newer: 10.0.402-noble",
            "  example.com/runtime 10.0.9-noble-chiseled: newer: 10.0.10-noble-chiseled",
            "  database 17.9-bookworm: newest",
            "  Of.DotNet 10.0.9: newer: 10.0.10 11.0.0",
            "  Preview 1.1.0-beta.1: newer: 1.1.0-beta.2",
            "  Current 3.0.0: newest",
        }));
        Assert.That(output, Does.Match(@"(?m)^  tests/openapi-lint @redocly/cli \S+: newer: 99\.0\.0$").And.Not.Match("(?m)^  own "));
    }

    // The control, then the solution.
    [TestCase("exit 1", "exit 1", 0, "advisories: the control's package could not be restored: nothing is known")]
    [TestCase("echo no vulnerable packages", "exit 1", 0, "advisories: not served by the package source: nothing is known")]
    [TestCase("echo '" + Control + "'", "exit 1", 0, "advisories: the package source could not be asked: nothing is known")]
    [TestCase("echo '" + Control + "'", "echo no vulnerable packages", 0, "advisories: ok (the control was found)")]
    [TestCase("echo '" + Control + "'", "echo '   > Some.Package   1.0   1.0   High'", 1, "Some.Package   1.0   1.0   High")]
    public async Task CheckAdvisories_WhenTheSourceAnswers_FailsForVulnerablePackagesOnly(
        string control, string solution, int code, string says)
    {
        Fake("dotnet", $$"""
            case $* in
              --version) echo 10.0.400 ;;
              "restore "*) [ "{{control}}" != "exit 1" ] ;;
              *AdvisoryControl*--vulnerable*) {{control}} ;;
              *Accounts.sln*--vulnerable*) {{solution}} ;;
              *) exit 1 ;;
            esac
            """);

        var (exitCode, output) = await RunAsync("check-advisories");

        Assert.That((exitCode, output), Is.EqualTo((code, output)));
        Assert.That(output, Does.Contain(says));
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_clone, file), text);

    private void Fake(string name, string script)
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_clone, "bin")).FullName, name);
        File.WriteAllText(program, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(program, Program);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec '{_clone}/scripts/{script}' 2>&1"]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_clone}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
