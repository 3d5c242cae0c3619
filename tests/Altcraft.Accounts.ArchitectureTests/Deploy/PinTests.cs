using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests.Deploy;

/// <summary>
/// Each version stands in one place (docs/development.md, "Versions"). Where another file has to name it too, the two agree.
/// <c>scripts/update-pins</c> says which are out of date.
/// </summary>
internal sealed partial class PinTests
{
    private static readonly string[] TextFiles = ["", ".cs", ".md", ".yaml", ".json", ".sh", ".cfg", ".env", ".service", ".props"];

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
    [
        .. Sources.Folders().Append(".ci").Append(".config").Where(folder => Directory.Exists(Path.Combine(Sources.Root, folder)))
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Sources.Root, folder)))
            .Where(path => TextFiles.Contains(Path.GetExtension(path)) && !path.EndsWith("lock.json", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(Sources.Root, path), File.ReadAllText(path))),
    ];

    private static readonly IReadOnlyList<(string Name, string Tag)> Images =
    [
        .. Image().Matches(Text("Dockerfile") + Text("compose.yaml"))
            .Select(match => (match.Groups["name"].Value, match.Groups["tag"].Value)),
    ];

    // The last two have their versions in the panel's project. What the SDK adds by itself has the SDK's version: with another SDK, and in an
    // image that restores before there are sources, the lock file would not fit.
    [Test]
    public void LockFile_OfThePanel_HasNothingOfTheSdksOwnVersion()
    {
        var named = XElement.Parse(Text("Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string)package.Attribute("Include")!)
            .Concat(["Microsoft.NET.ILLink.Tasks", "Microsoft.NET.Sdk.WebAssembly.Pack"]);
        var locked = JsonNode.Parse(Text("Altcraft.Accounts.Panel/packages.lock.json"))!["dependencies"]!["net10.0"]!.AsObject();

        Assert.That(locked.Where(package => (string)package.Value!["type"]! == "Direct").Select(package => package.Key), Is.Not.Empty.And.SubsetOf(named));
    }

    [Test]
    public void Images_WhenPinned_NameAWholeVersion()
    {
        string[] expected = ["haproxy", "mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/sdk", "postgres", "rnwood/smtp4dev"];

        Assert.That(Images.Select(image => image.Name), Is.EquivalentTo(expected));
        Assert.That(Images.Where(image => !WholeVersion().IsMatch(image.Tag)), Is.Empty);
    }

    [Test]
    public void Images_WhereverTheyAreNamed_HaveTheSameTag()
    {
        var others = Images.SelectMany(image => Files.SelectMany(file => Regex
            .Matches(file.Text, $@"(?<![\w/]){Regex.Escape(image.Name)}:(\d[\w.-]*)")
            .Where(match => match.Groups[1].Value != image.Tag)
            .Select(match => $"{file.Path} has {match.Value}, and the pin is {image.Tag}")));

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void Sdk_WhereverItIsNamed_IsOfTheFeatureBandOfGlobalJson()
    {
        var least = Version.Parse((string)JsonNode.Parse(Text("global.json"))!["sdk"]!["version"]!);
        var image = Version.Parse(TagOf("mcr.microsoft.com/dotnet/sdk").Split('-')[0]);
        var bands = Files.SelectMany(file => Band().Matches(file.Text).Select(match => match.Value)).ToList();

        Assert.That(image, Is.GreaterThanOrEqualTo(least));
        Assert.That(BandOf(image), Is.EqualTo(BandOf(least)));
        Assert.That(bands, Is.Not.Empty.And.All.EqualTo(BandOf(least)));
    }

    [Test]
    public void AspNet_WhenPinned_IsTheVersionOfItsPackages()
    {
        var packages = XElement.Parse(Text("Directory.Packages.props"));
        var version = packages.Descendants("DotNetVersion").Single().Value;
        var versions = packages.Descendants("PackageVersion").Select(package => (string)package.Attribute("Version")!).ToList();

        Assert.That(TagOf("mcr.microsoft.com/dotnet/aspnet").Split('-')[0], Is.EqualTo(version));
        Assert.That(versions, Has.Some.EqualTo("$(DotNetVersion)").And.None.EqualTo(version));
    }

    [Test]
    public void MailCatcher_WhenPinned_IsTheSameInContainersAndWithoutThem() => Assert.That(
        (string)JsonNode.Parse(Text(".config/dotnet-tools.json"))!["tools"]!["rnwood.smtp4dev"]!["version"]!, Is.EqualTo(TagOf("rnwood/smtp4dev")));

    [Test]
    public void Service_WhenItHasAVersion_HasItAtTheTopOfTheChangelog()
    {
        var version = XElement.Parse(Text("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.That(Release().Match(Text("CHANGELOG.md")).Groups[1].Value, Is.EqualTo(version));
    }

    [Test]
    public void OldestPostgres_WhereverItIsNamed_IsTheSame()
    {
        string[] files = ["README.md", "docs/operations.md", "deploy/kubernetes/README.md", "scripts/setup.sh"];
        var oldest = Files
            .SelectMany(file => OldestPostgres().Matches(file.Text).Select(match => (file.Path, Version: match.Groups[1].Value)))
            .ToList();

        Assert.That(oldest.Select(one => one.Path), Is.SupersetOf(files));
        Assert.That(oldest.Select(one => one.Path), Has.Some.EndsWith("PostgresPrograms.cs").And.Some.EndsWith("ServerCheck.cs"));
        Assert.That(oldest.Select(one => one.Version).Distinct(), Has.Exactly(1).Items, string.Join('\n', oldest));
    }

    [Test]
    public void NpmPackages_WhenDeclared_AreExactAndLocked()
    {
        var manifests = Files.Where(file => Path.GetFileName(file.Path) == "package.json").ToList();
        Assert.That(manifests, Has.Count.GreaterThan(2));
        foreach (var (path, text) in manifests)
        {
            var locked = JsonNode.Parse(Text(Path.Combine(Path.GetDirectoryName(path)!, "package-lock.json")))!["packages"]!;
            foreach (var (name, version) in Declared(JsonNode.Parse(text)!))
            {
                Assert.That(version, Does.Match(@"^\d+\.\d+\.\d+[\w.-]*$"), $"{path}: {name}");
                Assert.That((string)locked[$"node_modules/{name}"]!["version"]!, Is.EqualTo(version), $"{path}: {name}");
            }
        }
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Sources.Root, path));

    private static string TagOf(string image) => Images.Single(one => one.Name == image).Tag;

    private static string BandOf(Version sdk) => $"{sdk.Major}.{sdk.Minor}.{sdk.Build / 100}xx";

    private static IEnumerable<(string Name, string Version)> Declared(JsonNode manifest) =>
        new[] { "dependencies", "devDependencies" }
            .SelectMany(kind => manifest[kind]?.AsObject() ?? [])
            .Select(package => (package.Key, (string)package.Value!));

    [GeneratedRegex(@"(?:ARG BASE_\w+=|^ *image: )(?<name>[\w./-]+):(?<tag>[\w.-]+)$", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"^\d+\.\d+(\.\d+)?(-[a-z][\w.-]*)?$")]
    private static partial Regex WholeVersion();

    [GeneratedRegex(@"^## \[(\d+\.\d+\.\d+)\] - (?:unreleased|\d{4}-\d\d-\d\d)$", RegexOptions.Multiline)]
    private static partial Regex Release();

    [GeneratedRegex(@"\b\d+\.\d+\.\dxx\b")]
    private static partial Regex Band();

    [GeneratedRegex(@"(?:(?:PostgreSQL|service needs|server of version) (?<1>\d+) or newer|no version from (?<1>\d+) on"
        + @"|OldestVersion = (?<1>\d\d)(?:0_000)?;|BASH_REMATCH\[1\]} -ge (?<1>\d+) )")]
    private static partial Regex OldestPostgres();
}
