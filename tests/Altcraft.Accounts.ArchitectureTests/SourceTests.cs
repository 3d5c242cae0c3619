using System.Text.RegularExpressions;
using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>What the files look like before anything is compiled.</summary>
internal sealed partial class SourceTests
{
    private const int MostLines = 250;

    private static readonly string[] Projects = [Layers.DomainName, Layers.ApplicationName, Layers.InfrastructureName, Layers.ApiName];

    private static readonly string[] Areas =
        ["Accounts", "Tariffs", "WebVersionPolicies", "Databases", "ExternalDataConnectors", "Tokens", "Audit"];

    private static readonly IReadOnlyList<string> ProductFiles = [.. Projects.SelectMany(Sources.CSharp), .. Sources.Code(Layers.PanelName)];

    [Test]
    public void Folders_WhenNamed_SayWhatIsInThem()
    {
        var names = Sources.Folders().Select(Path.GetFileName).ToList();

        Assert.That(names, Does.Contain("Protocol"));
        Assert.That(names, Has.None.Match("^(Helpers?|Utils?|Utilities|Managers?|Services?|Misc)$"));
    }

    [Test]
    public void Areas_WhenThereAreFolders_HaveTheSameNameInEveryLayer()
    {
        var folders = Sources.Folders().ToHashSet();
        var expected = Projects[1..].SelectMany(_ => Areas, (project, area) => $"{project}/{area}");

        Assert.That(expected.Where(folder => !folders.Contains(folder)), Is.Empty);
    }

    [Test]
    public void Files_WhenRead_AreShort()
    {
        var files = Sources.Code(string.Empty);

        Assert.That(files, Has.Count.GreaterThan(200).And.Member("Altcraft.Accounts.Panel/App.razor"));
        Assert.That(files.Where(path => Sources.Lines(path).Length > MostLines), Is.Empty);
    }

    [Test]
    public void Files_WhenRead_HaveNoMarksOfAConflict()
    {
        var files = Sources.Text().ToList();

        Assert.That(files, Has.Member("docs/security.md").And.Member("scripts/test").And.Member("README.md"));
        Assert.That(files.Where(path => Sources.Lines(path).Any(line => ConflictMark().IsMatch(line))), Is.Empty);
    }

    [Test]
    public void Namespaces_WhenDeclared_AreTheFolder()
    {
        var files = ProductFiles.Select(path => (Path: path, Namespace: DeclaredNamespace(path))).Where(file => file.Namespace is not null).ToList();

        Assert.That(files, Has.Count.GreaterThan(150));
        Assert.That(files.Where(file => file.Namespace != Path.GetDirectoryName(file.Path)!.Replace('\\', '.').Replace('/', '.')), Is.Empty);
    }

    [Test]
    public void Catches_WhenRead_ReportWhatTheyCatchOrSayWhoDoes()
    {
        var catches = ProductFiles.SelectMany(path => Catches(string.Join('\n', Sources.Lines(path))).Select(text => (Path: path, Text: text))).ToList();

        Assert.That(catches, Has.Count.GreaterThan(40));
        Assert.That(catches.Where(caught => IsSilent(caught.Text)), Is.Empty);
    }

    [TestCase("catch (IOException)\n{\n}", true)]
    [TestCase("catch (IOException exception) when (exception.HResult == 1)\n{\n    return false;\n}", true)]
    [TestCase("catch\n{\n    done = false;\n}", true)]
    [TestCase("catch (IOException)\n{\n    // The caller says so.\n}", false)]
    [TestCase("catch (IOException exception)\n{\n    failure = exception;\n}", false)]
    [TestCase("catch (IOException exception)\n{\n    LogFailed(logger);\n}", false)]
    [TestCase("catch\n{\n    throw;\n}", false)]
    public void Catch_WhenNobodyLearnsOfIt_IsFound(string text, bool isSilent) => Assert.That(Catches(text).Select(IsSilent), Is.EqualTo([isSilent]));

    [Test]
    public void SaveAccount_WhenLookedFor_IsFoundInEveryLayerThatHasAPartInIt()
    {
        var found = ProductFiles.Concat(Sources.CSharp("tests")).Where(path => path.Contains("SaveAccount", StringComparison.Ordinal)).ToList();

        Assert.That(found.Where(path => !path.StartsWith("tests/", StringComparison.Ordinal)), Is.All.StartsWith($"{Layers.ApplicationName}/Accounts/SaveAccount/"));
        Assert.That(found, Does.Contain($"{Layers.ApplicationName}/Accounts/SaveAccount/SaveAccountCommand.cs"));
        Assert.That(found, Does.Contain("tests/Altcraft.Accounts.UnitTests/Application/Accounts/SaveAccountHandlerTests.cs"));
        Assert.That(found, Does.Contain("tests/Altcraft.Accounts.UnitTests/Application/Accounts/SaveAccountValidatorTests.cs"));
    }

    [TestCase("ActivateAccount")]
    [TestCase("DeactivateAccount")]
    [TestCase("FreezeAccount")]
    [TestCase("UnfreezeAccount")]
    [TestCase("DeleteAccount")]
    [TestCase("RestoreAccount")]
    [TestCase("GetAccount")]
    [TestCase("ListAccounts")]
    [TestCase("CreateToken")]
    [TestCase("RevokeToken")]
    [TestCase("ListTokens")]
    public void UseCase_WhenLookedFor_IsOneFileNamedByItsVerb(string useCase) => Assert.That(
        ProductFiles.Where(path => Path.GetFileName(path) == useCase + ".cs"), Has.Exactly(1).StartsWith(Layers.ApplicationName));

    // Every user of the machine may read a command line; standard input, a file and the environment are not one.
    [Test]
    public void Docs_WhenTheyShowCommands_PutNoPasswordOnACommandLine()
    {
        string[] pages = ["README.md", .. Directory.GetFiles(Path.Combine(Sources.Root, "docs"), "*.md"), "deploy/kubernetes/README.md"];
        var commands = pages.SelectMany(Sources.Lines).Where(line => PasswordOnACommandLine().IsMatch(line)).ToList();

        Assert.That(pages, Has.Length.GreaterThan(10));
        Assert.That(commands, Is.Empty);
    }

    [TestCase("psql -c \"create role accounts login password '$(cat file)'\"", true)]
    [TestCase("docker run --env ConnectionStrings__Accounts=\"Host=db;Password=…\" image", true)]
    [TestCase("altcraft-accounts migrate --Database:Password=$(cat file)", true)]
    [TestCase("create role accounts login password '$(cat file)';", false)]
    [TestCase("PGPASSWORD=$(cat file) pg_dump accounts", false)]
    public void PasswordOnACommandLine_WhenRead_IsFound(string line, bool isOne) =>
        Assert.That(PasswordOnACommandLine().IsMatch(line), Is.EqualTo(isOne));

    [GeneratedRegex(@"\s(-c|--command)\b.*\bpassword\b|\s--?\w.*password=", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordOnACommandLine();

    [GeneratedRegex("^(<{7}|={7}|>{7})( |$)")]
    private static partial Regex ConflictMark();

    private static IEnumerable<string> Catches(string text) => Catch().Matches(text).Select(match => match.Value);

    // Reported is what is thrown, logged, written, answered with a sentence or handed on; otherwise a comment says who reports it.
    private static bool IsSilent(string text)
    {
        var match = Catch().Match(text);
        var name = Caught().Match(match.Groups["head"].Value).Groups["name"].Value;
        return !Reports().IsMatch(match.Groups["body"].Value)
            && !(name.Length > 0 && Regex.IsMatch(match.Groups["body"].Value, $@"\b{name}\b"));
    }

    private static string? DeclaredNamespace(string path) => Sources.Lines(path)
        .Where(line => line.StartsWith("namespace ", StringComparison.Ordinal))
        .Select(line => line["namespace ".Length..].TrimEnd(';', ' '))
        .FirstOrDefault();

    [GeneratedRegex(@"^(?<indent> *)catch\b(?<head>.*?)^\k<indent>\{\n(?<body>.*?)^\k<indent>\}(?!\))", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Catch();

    [GeneratedRegex(@"^ \([\w.]+ (?<name>\w+)\)")]
    private static partial Regex Caught();

    [GeneratedRegex(@"\bthrow\b|\bLog\w+\(|\bConsole\.|\breturn \$?""|//")]
    private static partial Regex Reports();
}
