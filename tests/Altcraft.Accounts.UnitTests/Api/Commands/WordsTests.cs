using Altcraft.Accounts.Api.Commands;

namespace Altcraft.Accounts.UnitTests.Api.Commands;

internal sealed class WordsTests
{
    [Test]
    public void Parse_WhenEverythingIsThere_TellsVerbOptionsAndConfigurationApart()
    {
        var words = Words.Parse(["create", "--name", "billing", "--scope", "accounts.read", "--Embedded:DataDirectory=/x", "--scope", "tokens"]);

        Assert.That((words.Verb, words.One("--name"), words.IsPlan), Is.EqualTo(("create", "billing", false)));
        Assert.That(words.Options["--scope"], Is.EqualTo(["accounts.read", "tokens"]));
        Assert.That(words.Configuration, Is.EqualTo(["--Embedded:DataDirectory=/x"]));
    }

    [Test]
    public void Parse_WhenNothingIsThere_HasNoVerb() => Assert.That(Words.Parse([]).Verb, Is.Null);

    [Test]
    public void Parse_WhenPlan_IsPlan() => Assert.That(Words.Parse(["--plan"]).IsPlan, Is.True);

    [Test]
    public void Parse_WhenOptionHasNoValue_Refuses() =>
        Assert.That(() => Words.Parse(["create", "--name"]), Throws.TypeOf<StartupException>().With.Message.EqualTo("--name needs a value."));

    [TestCase("--verbose")]
    [TestCase("-x")]
    public void Parse_WhenWordIsUnknown_Refuses(string word) => Assert.That(
        () => Words.Parse(["create", word]), Throws.TypeOf<StartupException>().With.Message.EqualTo($"\"{word}\" is not understood: see --help."));

    [Test]
    public void Parse_WhenThereAreTwoVerbs_Refuses() => Assert.That(() => Words.Parse(["create", "list"]), Throws.TypeOf<StartupException>());

    [Test]
    public void One_WhenMissingOrRepeated_Refuses()
    {
        Assert.That(() => Words.Parse(["create"]).One("--name"), Throws.TypeOf<StartupException>());
        Assert.That(() => Words.Parse(["--name", "a", "--name", "b"]).One("--name"), Throws.TypeOf<StartupException>());
    }
}
