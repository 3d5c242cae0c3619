using System.Text.RegularExpressions;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>
/// Folders of a project depend on each other in one direction. What a file uses is read from its using lines; a folder within another one is
/// a part of it.
/// </summary>
internal sealed partial class FolderTests
{
    private static readonly string[] Projects = [Layers.DomainName, Layers.ApplicationName, Layers.InfrastructureName, Layers.ApiName, Layers.PanelName];

    [TestCaseSource(nameof(Projects))]
    public void Folders_WhenTheyUseEachOther_FormNoCycle(string project)
    {
        var uses = Uses(project, Sources.CSharp(project).Select(path => (path, (IReadOnlyList<string>)Sources.Lines(path))));

        Assert.That(uses.Keys, Has.Count.GreaterThan(3));
        Assert.That(Cycles(uses), Is.Empty);
    }

    [Test]
    public void Cycles_WhenThereAreSome_AreFound()
    {
        (string, IReadOnlyList<string>)[] files =
        [
            ("P/A/One.cs", ["using P.B;"]), ("P/B/Two.cs", ["using P.C.Inner;"]), ("P/C/Inner/Three.cs", ["using static P.A.One;"]), ("P/D/Four.cs", ["using P.A;"]),
        ];

        Assert.That(Cycles(Uses("P", files)), Is.EqualTo(["A", "B", "C"]));
    }

    private static Dictionary<string, HashSet<string>> Uses(string project, IEnumerable<(string Path, IReadOnlyList<string> Lines)> files)
    {
        var uses = new Dictionary<string, HashSet<string>>();
        foreach (var (path, lines) in files)
        {
            // The root composes the others.
            if (path.Split('/') is not [_, var folder, _, ..])
            {
                continue;
            }

            var used = lines.Select(line => Using().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["namespace"].Value).Where(name => name.StartsWith(project + ".", StringComparison.Ordinal))
                .Select(name => name[(project.Length + 1)..].Split('.')[0]);
            uses.TryAdd(folder, []);
            uses[folder].UnionWith(used.Where(other => other != folder));
        }

        return uses;
    }

    private static IEnumerable<string> Cycles(Dictionary<string, HashSet<string>> uses) =>
        uses.Keys.Where(folder => Reaches(uses, folder, folder, [])).Order(StringComparer.Ordinal);

    private static bool Reaches(Dictionary<string, HashSet<string>> uses, string from, string to, HashSet<string> seen) =>
        uses.TryGetValue(from, out var next) && next.Any(folder => folder == to || (seen.Add(folder) && Reaches(uses, folder, to, seen)));

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<namespace>[\w.]+);")]
    private static partial Regex Using();
}
