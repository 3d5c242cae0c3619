using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>docs/operations.md, "Troubleshooting": a database that cannot be used is told in one sentence with the way out, never by a stack trace.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class RefusedDatabaseTests
{
    private const string NoToken = "aat_short";

    [TestCase(2, "cannot be opened: password authentication failed", "Password=wrong", "serve")]
    [TestCase(1, "password authentication failed", "Password=wrong", "migrate")]
    [TestCase(2, "database \"nowhere\" does not exist", "Database=nowhere", "serve")]
    [TestCase(1, "database \"nowhere\" does not exist", "Database=nowhere", "token", "list")]
    [TestCase(1, "cannot be reached", "Port=1", "migrate", "--plan")]
    [TestCase(1, "cannot be reached", "Port=1", "token", "list")]
    [TestCase(2, "ConnectionStrings:Accounts cannot be read", "Hots=a", "serve")]
    [TestCase(2, "ConnectionStrings:Accounts cannot be read", "Hots=a", "migrate")]
    [TestCase(2, "Maximum Pool Size in ConnectionStrings:Accounts is 0", "Maximum Pool Size=0", "serve")]
    [TestCase(2, "Maximum Pool Size in ConnectionStrings:Accounts is 0", "Maximum Pool Size=0", "token", "list")]
    [TestCase(1, "run \"migrate\" first", "", "token", "create", "--name", "n")]
    [TestCase(1, "run \"migrate\" first", "", "token", "list")]
    [TestCase(2, "Bootstrap:AdminToken must be aat_", "", "serve", "--Bootstrap:AdminToken=" + NoToken)]
    [TestCase(2, "Bootstrap:AdminTokenFile cannot be read", "", "migrate", "--Bootstrap:AdminTokenFile=/nowhere/at/all")]
    public async Task Program_WhenTheDatabaseCannotBeUsed_SaysSoInOneSentence(int exitCode, string sentence, string change, params string[] command)
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var (code, _, error) = await ServiceProcess.RunAsync(database + ";" + change, [.. command, "--urls=http://127.0.0.1:0"]);

        Assert.That(code, Is.EqualTo(exitCode), error);
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("   at "));
        Assert.That(error.Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Migrate_WhenTheConnectionStringNamesASchema_MakesTheTablesThere()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, "create schema elsewhere");

        var (code, _, error) = await ServiceProcess.RunAsync(database + ";Options='-c search_path=elsewhere'", "migrate");

        Assert.That(code, Is.Zero, error);
        await PostgresServer.ExecuteAsync(database, "select from elsewhere.accounts");
    }

    [Test]
    public async Task Serve_WhenTheEncodingIsNotUtf8_SaysSoInOneSentence()
    {
        var other = new NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabaseAsync());
        await PostgresServer.ExecuteAsync(other.ConnectionString, "create database latin encoding 'LATIN1' locale 'C' template template0");
        other.Database = "latin";

        var (code, _, error) = await ServiceProcess.RunAsync(other.ConnectionString, "serve", "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("its encoding is LATIN1, and the service needs UTF8").And.Not.Contain("\n"));
    }

    [TestCase("nowhere", "names no schema that exists")]
    [TestCase("public, pg_catalog", "has public before pg_catalog")]
    public async Task Serve_WhenTheSearchPathCannotBeUsed_SaysSoInOneSentence(string searchPath, string sentence)
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, $"do $$ begin execute format('alter database %I set search_path = {searchPath}', current_database()); end $$");

        var (code, _, error) = await ServiceProcess.RunAsync(database, "serve", "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("\n"));
    }

    [TestCase(2, "serve")]
    [TestCase(1, "migrate")]
    public async Task Program_WhenItsRoleMayNotMakeTables_SaysWhatPostgreSqlSays(int exitCode, string command)
    {
        var owner = await PostgresServer.NewDatabaseAsync();
        var role = "guest_" + Guid.NewGuid().ToString("N");
        await PostgresServer.ExecuteAsync(owner, $"revoke create on schema public from public; create role {role} login password 'guest'");
        var guest = new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "guest" };

        var (code, _, error) = await ServiceProcess.RunAsync(guest.ConnectionString, command, "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(exitCode), error);
        Assert.That(error, Does.Contain("permission denied for schema public. The role of the connection string must own the database"));
        Assert.That(error.Split('\n'), Has.Length.EqualTo(1));
    }
}
