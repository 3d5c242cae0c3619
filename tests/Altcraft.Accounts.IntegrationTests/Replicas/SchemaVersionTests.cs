using System.Net;
using Altcraft.Accounts.Infrastructure.Migrations;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>The previous and the next version on one database (decision 0014): the schema may be newer than the service, or older.</summary>
[TestFixture]
internal sealed class SchemaVersionTests : ApiTest
{
    private const string Current = "nothing to run, the schema is current";

    [Test]
    public async Task Service_WhenTheSchemaBecomesNewer_GoesOnButStartsAgainOnlyWhenItIsAllowedTo()
    {
        // Often enough for every statement to be prepared: what was prepared must survive the new columns.
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        await UseAsync(Api.Client, id, name);
        await Api.ExecuteAsync("""
            alter table accounts add column region text not null default 'eu';
            alter table tariffs add column region text;
            alter table tokens add column region text;
            alter table account_external_data_connectors add column region text;
            alter table audit_entries add column region text;
            alter table idempotency_keys add column region text;
            create table regions (id bigint primary key);
            insert into schemaversions (scriptname, applied) values ('Altcraft.Accounts.Infrastructure.Database.Migrations.9999_regions.sql', now());
            """);
        Assert.That(await IsReadyAsync(Api.Client), Is.True);
        await UseAsync(Api.Client, id, name);

        var (exitCodeOfServe, _, error) = await ServiceProcess.RunAsync(Api.ConnectionString, "serve", "--urls=http://127.0.0.1:0");
        Assert.That(exitCodeOfServe, Is.EqualTo(2));
        Assert.That(error, Does.Contain("has a newer schema than this program: it has run 9999_regions.sql").And.Not.Contain("\n"));

        await using var again = await ApiHost.StartAsync(Api.ConnectionString, settings: ("Database:AllowNewerSchema", "true"));
        Assert.That(await IsReadyAsync(again.Client), Is.True);
        await UseAsync(again.Client, id, name);

        var (exitCode, plan, _) = await ServiceProcess.RunAsync(Api.ConnectionString, "migrate", "--plan");
        Assert.That(exitCode, Is.Zero);
        Assert.That(plan, Does.EndWith(Current));
        Assert.That(await Api.ScalarAsync<long>("select count(*) from schemaversions"), Is.EqualTo(SchemaMigrator.Scripts.Count + 1));
    }

    // Databases of the first release have recorded these names: under any other the scripts would be run again, and fail.
    [Test]
    public void Scripts_WhenNamed_AreWhatDatabasesHaveRecorded() => Assert.That(
        SchemaMigrator.Scripts.Take(6),
        Is.EqualTo(new[] { "0001_directory", "0002_accounts", "0003_tokens", "0004_audit", "0005_idempotency_keys", "0006_account_counts_and_search" }
            .Select(name => $"Altcraft.Accounts.Infrastructure.Database.Migrations.{name}.sql")));

    [Test]
    public async Task Service_WhenTheSchemaIsOlder_BringsItUpToDateBeforeItIsReady()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        foreach (var script in SchemaMigrator.Scripts.SkipLast(1))
        {
            await PostgresServer.ExecuteAsync(database, await TextAsync(script));
        }

        await PostgresServer.ExecuteAsync(database, $"""
            create table schemaversions (schemaversionsid serial primary key, scriptname varchar(255) not null, applied timestamp not null);
            insert into schemaversions (scriptname, applied) select name, now() from unnest(array['{string.Join("','", SchemaMigrator.Scripts.SkipLast(1))}']) name;
            """);
        var (_, plan, _) = await ServiceProcess.RunAsync(database, "migrate", "--plan");
        Assert.That(plan, Is.EqualTo(SchemaMigrator.ShortName(SchemaMigrator.Scripts[^1])), "what would run, and nothing else");

        // Two at once, as when a deployment starts.
        var hosts = await Task.WhenAll(ApiHost.StartAsync(database), ApiHost.StartAsync(database));
        foreach (var host in hosts)
        {
            await using (host)
            {
                await ApiHost.UntilReadyAsync(host.Client);
                Assert.That(
                    await host.ScalarAsync<string[]>("select array_agg(scriptname::text order by scriptname) from schemaversions"), Is.EqualTo(SchemaMigrator.Scripts));
            }
        }
    }

    // The previous version, whose request holds its Idempotency-Key when the script begins, and then needs the account.
    [Test]
    public async Task Script0016_BesideARequestWithAnIdempotencyKey_WaitsForItAndNotInACircle()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        var script = SchemaMigrator.Scripts.Single(name => name.EndsWith("0016_account_users.sql", StringComparison.Ordinal));
        foreach (var earlier in SchemaMigrator.Scripts.TakeWhile(name => name != script))
        {
            await PostgresServer.ExecuteAsync(database, await TextAsync(earlier));
        }

        await using var source = NpgsqlDataSource.Create(database);
        await using var request = await source.OpenConnectionAsync();
        await RunAsync("begin; select from idempotency_keys for update");
        var migrating = PostgresServer.ExecuteAsync(database, await TextAsync(script));
        await Hold.WaitForAsync(source, 1);
        await RunAsync("set lock_timeout = '500ms'; select from accounts for update; commit");

        await migrating;

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, request);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Test]
    public async Task MigratePlan_OnAnEmptyDatabase_ShowsEveryScriptInOrderAndChangesNothing()
    {
        var database = await PostgresServer.NewDatabaseAsync();

        var (exitCode, plan, _) = await ServiceProcess.RunAsync(database, "migrate", "--plan");

        Assert.That(exitCode, Is.Zero);
        Assert.That(plan.ReplaceLineEndings("\n").Split('\n'), Is.EqualTo(SchemaMigrator.Scripts.Select(SchemaMigrator.ShortName)));
        Assert.That(plan, Does.StartWith("0001_directory.sql"), "the name that is logged when it runs");
        await using var source = NpgsqlDataSource.Create(database);
        await using var tables = source.CreateCommand("select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
        Assert.That(await tables.ExecuteScalarAsync(), Is.Zero);
    }

    [Test]
    public async Task Migrate_WhenItCannotBeDone_SaysWhyInOneSentence()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await PostgresServer.ExecuteAsync(database, "create table tariffs (id bigint)");

        var refused = await ServiceProcess.RunAsync(database, "migrate");

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Match("^The migration 0001_directory.sql failed: .*tariffs.* Nothing of it was stored; migrate can be run again.$"));
        await PostgresServer.ExecuteAsync(database, "drop table tariffs");
        Assert.That((await ServiceProcess.RunAsync(database, "migrate")).ExitCode, Is.Zero);
    }

    // Each statement of the hot path more often than it takes to be prepared.
    private static async Task UseAsync(HttpClient client, long id, string name)
    {
        for (var i = 0; i < 3; i++)
        {
            Call[] calls =
            [
                new("accounts/save") { Text = NewAccount(("external_data_connectors", 1)).ToJsonString() },
                new("accounts/save") { Text = NewAccount(("id", id), ("name", name)).ToJsonString(), Headers = [("Idempotency-Key", NewName("key"))] },
                new("accounts/save") { Text = NewAccount(("id", id), ("name", name)).ToJsonString() },
                new("accounts/get") { Text = WithId(id).ToJsonString() },
                new("accounts/list"),
                new("tariffs/list"),
                new("tokens/list"),
                new("audit/list"),
            ];
            foreach (var call in calls)
            {
                var answer = await call.AnswerAsync(client);
                Assert.That(answer.Error, Is.Zero, $"{call.Path}: {answer.Body}");
            }
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<string> TextAsync(string script)
    {
        using var reader = new StreamReader(typeof(SchemaMigrator).Assembly.GetManifestResourceStream(script)!);
        return await reader.ReadToEndAsync();
    }
}
