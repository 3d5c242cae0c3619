using Altcraft.Accounts.Api.Commands;

namespace Altcraft.Accounts.UnitTests.Api.Commands;

internal sealed class WordsTests
{
    private const string Token = "aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Test]
    public void Parse_WhenEverythingIsThere_TellsVerbOptionsAndConfigurationApart()
    {
        var words = Words.Parse(["token", "create", "--name", "billing", "--scope=accounts.read", "--Embedded:DataDirectory=/x", "--scope", "tokens"]);

        Assert.That((words.Command, words.Verb, words.One("--name"), words.IsPlan), Is.EqualTo(("token", "create", "billing", false)));
        Assert.That(words.Options["--scope"], Is.EqualTo(["accounts.read", "tokens"]));
        Assert.That(words.Configuration, Is.EqualTo(["--Embedded:DataDirectory=/x"]));
    }

    [Test]
    public void Parse_WhenNothingIsThere_Serves() => Assert.That((Words.Parse([]).Command, Words.Parse([]).Verb), Is.EqualTo(("serve", (string?)null)));

    [TestCase("--urls=http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("--urls", "http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("--URLS", "http://127.0.0.1:1", "--plan", "migrate")]
    [TestCase("migrate", "--plan", "--urls", "http://127.0.0.1:1")]
    [TestCase("urls=http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("/urls=http://127.0.0.1:1", "migrate", "--plan")]
    public void Parse_WhenSettingsStandAnywhere_TakesThemAsNetDoes(params string[] arguments)
    {
        var words = Words.Parse(arguments);

        Assert.That((words.Command, words.IsPlan), Is.EqualTo(("migrate", true)));
        Assert.That(words.Configuration, Has.Length.EqualTo(1).And.All.EndsWith("=http://127.0.0.1:1"));
        Assert.That(words.Configuration[0].TrimStart('-', '/'), Does.StartWith("urls=").IgnoreCase);
    }

    [TestCase("--Database:MaxConnections", "10")]
    [TestCase("--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317")]
    [TestCase("--contentRoot=/x", "--environment=Development", "--applicationName=Altcraft.Accounts.Api")]
    [TestCase("--ConnectionStrings:Accounts=", "serve")]
    [TestCase("--Limits=", "--Limits:DeadlineSeconds=3")]
    public void Parse_WhenOnlySettingsAreThere_Serves(params string[] arguments) => Assert.That(Words.Parse(arguments).Command, Is.EqualTo("serve"));

    [TestCase("\"frob\" is not a command: see --help.", "frob")]
    [TestCase("\"migrat\" is not a command: see --help. Did you mean \"migrate\"?", "migrat", "--plan")]
    [TestCase("\"tokens\" is not a command: see --help. Did you mean \"token\"?", "--urls", "http://127.0.0.1:1", "tokens", "list")]
    [TestCase("\"lst\" is not understood after \"token\": see --help. Did you mean \"list\"?", "token", "lst")]
    [TestCase("\"list\" is not understood after \"token create\": see --help.", "token", "create", "list")]
    [TestCase("\"now\" is not understood after \"migrate\": see --help.", "migrate", "now")]
    [TestCase("\"token\" needs one of create, list, revoke after it: see --help.", "token")]
    [TestCase("--plan belongs to \"migrate\", not to \"serve\": see --help.", "--plan")]
    [TestCase("--url belongs to \"health\", not to \"serve\": see --help. Did you mean \"--urls\"?", "--url", "http://127.0.0.1:1")]
    [TestCase("--plan takes no value: see --help.", "migrate", "--plan=true")]
    [TestCase("--name needs a value.", "token", "create", "--name")]
    [TestCase("--name needs a value.", "token", "create", "--name", "--scope")]
    [TestCase("--urls needs a value.", "--urls")]
    [TestCase("--urls needs a value.", "--urls", "--Limits:DeadlineSeconds=3")]
    [TestCase("\"--verbose\" is not understood: see --help.", "--verbose")]
    [TestCase("\"-x\" is not understood: see --help.", "migrate", "-x")]
    [TestCase("\"--scopes\" is not understood: see --help. Did you mean \"--scope\"?", "token", "create", "--scopes=accounts.read")]
    [TestCase("\"--Limits__DeadlineSeconds\" is not understood: see --help.", "--Limits__DeadlineSeconds=3")]
    public void Parse_WhenAWordIsWrong_NamesItAndTheWayOut(string sentence, params string[] arguments) =>
        Assert.That(() => Words.Parse(arguments), Throws.TypeOf<StartupException>().With.Message.EqualTo(sentence));

    [TestCase("s3cret", "--Database:Password=", "s3cret")]
    [TestCase(Token, "--Bootstrap:AdminToken=", Token)]
    [TestCase(Token, "token", Token)]
    public void Parse_WhenAWordMayBeASecret_DoesNotShowIt(string secret, params string[] arguments) => Assert.That(
        () => Words.Parse(arguments), Throws.TypeOf<StartupException>().With.Message.Not.Contains(secret));

    [Test]
    public void One_WhenMissingOrRepeated_Refuses()
    {
        Assert.That(() => Words.Parse(["token", "create"]).One("--name"), Throws.TypeOf<StartupException>());
        Assert.That(() => Words.Parse(["token", "create", "--name", "a", "--name", "b"]).One("--name"), Throws.TypeOf<StartupException>());
    }
}
