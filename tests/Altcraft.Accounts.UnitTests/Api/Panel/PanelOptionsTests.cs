using Altcraft.Accounts.Api.Panel;

namespace Altcraft.Accounts.UnitTests.Api.Panel;

internal sealed class PanelOptionsTests
{
    private const string Whole = """{"Endpoints":[{"AssetFile":"index.html"},{"AssetFile":"js/a.js"},{"AssetFile":"js/a.js"}]}""";

    private readonly string _directory = Directory.CreateTempSubdirectory("accounts-panel-").FullName;

    [SetUp]
    public void Publish()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "wwwroot/js"));
        File.WriteAllText(Path.Combine(_directory, PanelOptions.Manifest), Whole);
        File.WriteAllText(Path.Combine(_directory, "wwwroot/index.html"), string.Empty);
        File.WriteAllText(Path.Combine(_directory, "wwwroot/js/a.js"), string.Empty);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Validate_WhenAllIsThere_HasNothingToSay() => Assert.That(Problem(), Is.Null);

    [TestCase("wwwroot/js/a.js")]
    [TestCase("wwwroot/index.html")]
    [TestCase(PanelOptions.Manifest)]
    public void Validate_WhenAFileIsMissing_NamesIt(string file)
    {
        File.Delete(Path.Combine(_directory, file));

        Assert.That(Problem(), Does.StartWith($"Panel:Enabled is true, but {Path.Combine(_directory, file)} is missing"));
        Assert.That(Problem(isEnabled: false), Is.Null);
    }

    [TestCase("")]
    [TestCase("{\"Endpoints\":[{")]
    public void Validate_WhenTheManifestIsCutOff_NamesIt(string text)
    {
        File.WriteAllText(Path.Combine(_directory, PanelOptions.Manifest), text);

        Assert.That(Problem(), Does.Contain(PanelOptions.Manifest));
    }

    private string? Problem(bool isEnabled = true) =>
        new PanelOptionsValidator().Validate(null, new PanelOptions { Enabled = isEnabled, Directory = _directory }).FailureMessage;
}
