using System.CommandLine;
using System.CommandLine.Parsing;
using Altcraft.Accounts.Api.Commands;

namespace Altcraft.Accounts.UnitTests.Api.Commands;

internal sealed class CommandLineTests
{
    private const string Token = "aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Test]
    public void Parse_WhenOptionsAndSettingsAreMixed_TellsThemApart()
    {
        string[] arguments = ["token", "create", "--name", "billing", "--scope=accounts.read", "--Embedded:DataDirectory=/x", "--scope", "tokens"];

        var parsed = CommandLine.Parse(arguments);

        Assert.That((Path(parsed), parsed.GetValue<string>("--name")), Is.EqualTo(("token create", "billing")));
        Assert.That(parsed.GetValue<string[]>("--scope"), Is.EqualTo(["accounts.read", "tokens"]));
        Assert.That(SettingArguments.Split(arguments).Settings, Is.EqualTo(["--Embedded:DataDirectory=/x"]));
    }

    [TestCase("--urls=http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("--urls", "http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("--URLS", "http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("migrate", "--plan", "--urls", "http://127.0.0.1:1")]
    [TestCase("urls=http://127.0.0.1:1", "migrate", "--plan")]
    [TestCase("/urls=http://127.0.0.1:1", "migrate", "--plan")]
    public void Parse_WhenSettingsStandAnywhere_TakesThemAsNetDoes(params string[] arguments)
    {
        var parsed = CommandLine.Parse(arguments);
        var settings = SettingArguments.Split(arguments).Settings;

        Assert.That((Path(parsed), parsed.GetValue<bool>("--plan")), Is.EqualTo(("migrate", true)));
        Assert.That(settings, Has.Length.EqualTo(1).And.All.EndsWith("=http://127.0.0.1:1"));
        Assert.That(settings[0].TrimStart('-', '/'), Does.StartWith("urls=").IgnoreCase);
    }

    [TestCase("")]
    [TestCase("", "--Database:MaxConnections", "10")]
    [TestCase("", "--Database:Username", "migrate")]
    [TestCase("", "--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317")]
    [TestCase("", "--contentRoot=/x", "--environment=Development", "--applicationName=Altcraft.Accounts.Api")]
    [TestCase("serve", "--ConnectionStrings:Accounts=", "serve")]
    [TestCase("", "--Limits=", "--Limits:DeadlineSeconds=3")]
    public void Parse_WhenOnlySettingsAreThere_Serves(string command, params string[] arguments) =>
        Assert.That(Path(CommandLine.Parse(arguments)), Is.EqualTo(command));

    [TestCase("--url", "http://127.0.0.1:5080/health/live?x=1", "health")]
    [TestCase("--name", "night: x=1", "token", "create")]
    [TestCase("--name", "@billing", "token", "create")]
    public void Parse_WhenTheValueOfAnOptionLooksLikeSomethingElse_TakesIt(string option, string value, params string[] command) =>
        Assert.That(CommandLine.Parse([.. command, option, value]).GetValue<string>(option), Is.EqualTo(value));

    [TestCase("\"frob\" is not a command: see --help.", "frob")]
    [TestCase("\"migrat\" is not a command: see --help. Did you mean \"migrate\"?", "migrat", "--plan")]
    [TestCase("\"tokens\" is not a command: see --help. Did you mean \"token\"?", "--urls", "http://127.0.0.1:1", "tokens", "list")]
    [TestCase("\"lst\" is not understood after \"token\": see --help. Did you mean \"list\"?", "token", "lst")]
    [TestCase("\"list\" is not understood after \"token create\": see --help.", "token", "create", "list")]
    [TestCase("\"now\" is not understood after \"migrate\": see --help.", "migrate", "now")]
    [TestCase("\"frob\" is not a command: see --help.", "frob", "token", "list")]
    [TestCase("--plan belongs to \"migrate\" and must follow it: see --help.", "--plan", "migrate")]
    [TestCase("\"token\" needs one of create, list, revoke after it: see --help.", "token")]
    [TestCase("--plan belongs to \"migrate\" and must follow it: see --help.", "--plan")]
    [TestCase("--name belongs to \"token create\" and must follow it: see --help.", "token", "list", "--name", "x")]
    [TestCase("--url belongs to \"health\" and must follow it: see --help. Did you mean \"--urls\"?", "--url", "http://127.0.0.1:1")]
    [TestCase("\"true\" is not understood after \"migrate\": see --help.", "migrate", "--plan=true")]
    [TestCase("--name must be given once: see --help.", "token", "create")]
    [TestCase("--name must be given once: see --help.", "token", "create", "--name", "a", "--name", "b")]
    [TestCase("--url must be given once: see --help.", "health", "--url", "http://a", "--url", "http://b")]
    [TestCase("--name needs a value.", "token", "create", "--name")]
    [TestCase("--name needs a value.", "token", "create", "--name", "--scope")]
    [TestCase("--urls needs a value.", "--urls")]
    [TestCase("--urls needs a value.", "--urls", "--Limits:DeadlineSeconds=3")]
    [TestCase("\"--verbose\" is not understood: see --help.", "--verbose")]
    [TestCase("\"--verbose\" is not understood: see --help.", "--verbose=")]
    [TestCase("\"-x\" is not understood: see --help.", "migrate", "-x")]
    [TestCase("\"--scopes\" is not understood: see --help. Did you mean \"--scope\"?", "token", "create", "--scopes=accounts.read")]
    [TestCase("\"--Scope\" is not understood: see --help. Did you mean \"--scope\"?", "token", "create", "--name", "a", "--Scope=")]
    [TestCase("\"--Limits__DeadlineSeconds\" is not understood: see --help.", "--Limits__DeadlineSeconds=3")]
    public void Parse_WhenAWordIsWrong_NamesItAndTheWayOut(string sentence, params string[] arguments) =>
        Assert.That(() => CommandLine.Parse(arguments), Throws.TypeOf<StartupException>().With.Message.EqualTo(sentence));

    [TestCase("s3cret", "--Database:Password=", "s3cret")]
    [TestCase("s3cret", "migrate", "--Database:Password=", "s3cret")]
    [TestCase(Token, "--Bootstrap:AdminToken=", Token)]
    [TestCase(Token, "token", Token)]
    [TestCase(Token, "health", "--url", Token, "--url", Token)]
    public void Parse_WhenAWordMayBeASecret_DoesNotShowIt(string secret, params string[] arguments) => Assert.That(
        () => CommandLine.Parse(arguments), Throws.TypeOf<StartupException>().With.Message.Not.Contains(secret));

    [TestCase("frob", "-h")]
    [TestCase("frob", "--version")]
    [TestCase("token", "create", "--help")]
    [TestCase("help", "token", "create")]
    public void Parse_WhenHelpOrTheVersionIsAskedFor_IgnoresTheRest(params string[] arguments) =>
        Assert.That(() => CommandLine.Parse(arguments), Throws.Nothing);

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
        {
            names.Push(result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
