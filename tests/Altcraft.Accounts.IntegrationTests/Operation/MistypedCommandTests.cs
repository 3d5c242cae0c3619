using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>What is typed wrong ends with a sentence and exit code 2 and touches nothing; settings may stand before the command (contract, section 11).</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class MistypedCommandTests
{
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    private static readonly Dictionary<string, string> None = [];

    [TestCase("\"frob\" is not a command", "frob")]
    [TestCase("Did you mean \"migrate\"?", "migrat", "--plan")]
    [TestCase("Did you mean \"token\"?", "tokens", "list")]
    [TestCase("\"frob\" is not understood after \"serve\"", "serve", "frob")]
    [TestCase("\"frob\" is not a command", "--Limits:DeadlineSeconds", "9", "frob")]
    [TestCase("--plan belongs to \"migrate\"", "--plan")]
    [TestCase("\"--verbose\" is not understood", "serve", "--verbose")]
    [TestCase("Did you mean \"--scope\"?", "token", "create", "--name", "n", "--scopes=accounts.read")]
    public async Task Program_WhenAWordIsUnknown_NamesItAndTouchesNothing(string sentence, params string[] words)
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var (code, output, error) = await ServiceProcess.RunExactlyAsync(None, [.. words, AnyPort, "--ConnectionStrings:Accounts=" + database]);

        Assert.That((code, output), Is.EqualTo((2, string.Empty)), error);
        Assert.That(error, Does.Contain(sentence).And.Contain("--help"));
        Assert.That(await TablesAsync(database), Is.Zero);
    }

    [Test]
    public async Task Program_WhenSettingsStandBeforeTheCommand_CarriesItOut()
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var (code, output, error) = await ServiceProcess.RunExactlyAsync(
            None, "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Accounts", database, "--Database:MaxConnections=10", "migrate", "--plan");

        Assert.That((code, error), Is.EqualTo((0, string.Empty)), output);
        Assert.That(output, Does.Contain("0001_directory.sql"));
        Assert.That(await TablesAsync(database), Is.Zero, "a plan runs nothing");
    }

    [TestCase("altcraft-accounts token create --name N", "token", "--help")]
    [TestCase("altcraft-accounts token create --name N", "serve", "--help")]
    [TestCase("altcraft-accounts token create --name N", "frob", "-h")]
    [TestCase("altcraft-accounts token create --name N", AnyPort, "help")]
    [TestCase("altcraft-accounts 1.", "--version")]
    public async Task Program_WhenAsked_ExplainsItself(string text, params string[] words)
    {
        var (code, output, error) = await ServiceProcess.RunExactlyAsync(None, [.. words, "--ConnectionStrings:Accounts=Host=127.0.0.1;Port=1"]);

        Assert.That((code, error), Is.EqualTo((0, string.Empty)), output);
        Assert.That(output, Does.Contain(text));
    }

    private static async Task<long> TablesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from pg_tables where schemaname = 'public'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
