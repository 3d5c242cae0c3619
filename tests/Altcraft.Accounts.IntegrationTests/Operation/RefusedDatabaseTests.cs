using System.Text.Json.Nodes;
using Altcraft.Accounts.IntegrationTests.Reliability;
using Faults;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>docs/operations.md, "Troubleshooting": a database that cannot be used is told in one sentence with the way out, never by a stack trace.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class RefusedDatabaseTests
{
    private const string NoToken = "aat_short";

    [TestCase(2, "cannot be opened: password authentication failed", "Password=wrong", "serve")]
    [TestCase(1, "password authentication failed", "Password=wrong", "migrate")]
    [TestCase(2, "asks for a password, and none is set: put it into the file Database__Password", "Password=;Passfile=/dev/null", "serve")]
    [TestCase(2, "asks for a password, and none is set: put it into the file Database__Password", "Password=;Passfile=/dev/null", "token", "list")]
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
        Assert.That(await CountTablesAsync(database), Is.Zero, "the database was changed before all was checked");
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

    // WIN1251 is usual where the platform runs, and SQL_ASCII takes whatever comes.
    [TestCase("WIN1251", "serve")]
    [TestCase("LATIN1", "serve")]
    [TestCase("SQL_ASCII", "serve")]
    [TestCase("WIN1251", "migrate")]
    [TestCase("WIN1251", "migrate", "--plan")]
    [TestCase("WIN1251", "token", "list")]
    public async Task Program_WhenTheEncodingIsNotUtf8_SaysSoInOneSentenceAndMakesNothing(string encoding, params string[] command)
    {
        var database = await NewDatabaseAsync(encoding);

        var (code, _, error) = await ServiceProcess.RunAsync(database, [.. command, "--urls=http://127.0.0.1:0"]);

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain($"its encoding is {encoding}, and the service needs UTF8").And.Not.Contain("\n"));
        Assert.That(await CountTablesAsync(database), Is.Zero);
    }

    [Test]
    public async Task Service_WhenTheDatabaseComesLaterAndCannotBeUsed_SaysSoOnceAndStartsWhenItCan()
    {
        var directory = OwnDatabase.NewDirectory();
        await using var server = new PostgresCluster(Path.Combine(directory, "server"));
        await server.CreateAsync();
        await using var api = await ApiHost.StartAsync(server.ConnectionString());
        Assert.That((await new Call().AnswerAsync(api.Client)).Error, Is.EqualTo(503));
        Assert.That(api.Log, Has.Some.StartsWith("Warning: The database accounts on 127.0.0.1").And.Contains("cannot be reached"));

        await server.StartAsync();
        await server.ScalarAsync<object?>("create database accounts encoding 'WIN1251' locale 'C' template template0", "postgres");
        Assert.That(() => Refusals(api), Has.Count.EqualTo(1).After(20_000, 50));
        await Task.Delay(2500);

        Assert.That(Refusals(api), Has.Count.EqualTo(1), "it is not told each second");
        Assert.That(Refusals(api)[0], Does.StartWith("Error: The database").And.EndWith("Answering 503 and retrying every second "));
        foreach (var wire in new[] { Wire.Json, Wire.Xml })
        {
            Assert.That((await new Call("accounts/list") { Text = WireBody.Of(new JsonObject(), wire), Wire = wire }.AnswerAsync(api.Client)).Error, Is.EqualTo(503));
        }

        await server.ScalarAsync<object?>("drop database accounts with (force)", "postgres");
        await server.ScalarAsync<object?>("create database accounts", "postgres");
        Assert.That(async () => (await new Call("accounts/list").AnswerAsync(api.Client)).Error, Is.Zero.After(20_000, 100));
        await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    // A function that hides PostgreSQL's own says that this server is an older one.
    [Test]
    public async Task Serve_WhenPostgreSqlIsTooOld_SaysSoInOneSentence()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, """
            create schema old;
            create function old.current_setting(name text) returns text language sql as $$
                select case name when 'server_version_num' then '130023' when 'server_version' then '13.23' else pg_catalog.current_setting(name) end
            $$
            """);

        var (code, _, error) = await ServiceProcess.RunAsync(database + ";Search Path='old, pg_catalog'", "serve", "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("cannot be used: it runs on PostgreSQL 13.23, and the service needs 14 or newer.").And.Not.Contain("\n"));
    }

    // Of the connection string. What the database's own default is does not matter (OtherDefaultsTests).
    [TestCase("nowhere", "names no schema that exists")]
    [TestCase("public, pg_catalog", "has public before pg_catalog")]
    public async Task Serve_WhenTheSearchPathCannotBeUsed_SaysSoInOneSentence(string searchPath, string sentence)
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var (code, _, error) = await ServiceProcess.RunAsync($"{database};Search Path='{searchPath}'", "serve", "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain(sentence).And.Not.Contain("\n"));
    }

    // Otherwise it would make new tables, and every token would be unknown.
    [Test]
    public async Task Serve_WhenTheTablesAreInASchemaThatOnlyTheDatabaseNames_SaysSoInOneSentence()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, "create schema ours; create extension pg_trgm");
        Assert.That((await ServiceProcess.RunAsync(database + ";Search Path='ours, public'", "migrate")).ExitCode, Is.Zero);
        await PostgresServer.ExecuteAsync(database, "do $$ begin execute format('alter database %I set search_path = ours, public', current_database()); end $$");

        var (code, _, error) = await ServiceProcess.RunAsync(database, "serve", "--urls=http://127.0.0.1:0");

        Assert.That(code, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("its tables are in the schema ours, where its search_path does not lead").And.Not.Contain("\n"));
        Assert.That((await ServiceProcess.RunAsync(database + ";Search Path=public", "migrate")).ExitCode, Is.Zero, "a second installation is asked for");
    }

    // What PgBouncer has to set for each connection, or must not drop.
    [TestCase("transaction", "", "its sessions have default_transaction_isolation = serializable: let the pooler set it")]
    [TestCase("none", "options", "its sessions have default_transaction_isolation = serializable: let the pooler set it")]
    [TestCase("none", "", "unsupported startup parameter: options. Behind PgBouncer set Database:Pooler=transaction")]
    public async Task Program_WhenPgBouncerIsNotSetUp_SaysSoInOneSentence(string pooler, string ignored, string sentence)
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(
            database, "do $$ begin execute format('alter database %I set default_transaction_isolation = serializable', current_database()); end $$");
        await using var bouncer = await PgBouncer.StartAsync(database, poolSize: 4, isSetUp: false, ignored);

        foreach (var command in new[] { "serve", "migrate" })
        {
            var (code, _, error) = await ServiceProcess.RunAsync(
                bouncer.ConnectionString, command, "--urls=http://127.0.0.1:0", "--Database:Pooler=" + pooler);

            Assert.That(code, Is.EqualTo(command == "migrate" && sentence.Contains("startup", StringComparison.Ordinal) ? 1 : 2), error);
            Assert.That(error, Does.Contain(sentence).And.Not.Contain("\n"));
        }
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

    private static async Task<long> CountTablesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var tables = source.CreateCommand("select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
        return (long)(await tables.ExecuteScalarAsync())!;
    }

    private static List<string> Refusals(ApiHost api) => [.. api.Log.Where(line => line.Contains("its encoding is WIN1251", StringComparison.Ordinal))];

    private static async Task<string> NewDatabaseAsync(string encoding)
    {
        var database = new NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabaseAsync());
        var name = $"{database.Database}_{encoding.ToLowerInvariant()}";
        await PostgresServer.ExecuteAsync(database.ConnectionString, $"create database {name} encoding '{encoding}' locale 'C' template template0");
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = name }.ConnectionString;
    }
}
