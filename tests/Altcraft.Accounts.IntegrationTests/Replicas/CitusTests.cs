using System.Globalization;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>
/// The journal on the workers of a real Citus (deploy/citus): every statement about it, its months, and what concurrent changes leave there.
/// </summary>
[TestFixture, NeedsCitus]
internal sealed class CitusTests : ApiTest
{
    // Citus joins no table of its own with one of the coordinator, but the result of a query.
    private const string Versions = """
        with versions as materialized (
            select object_id, count(*) as records from audit_entries where object_type = 'account' and action <> 'test' group by object_id
        )
        """;

    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    private JournalMaintenance Maintenance => Api.Services.GetRequiredService<JournalMaintenance>();

    protected override Task<ApiHost> StartApiAsync() => ApiHost.StartDistributedAsync();

    [OneTimeSetUp]
    public async Task StopMaintenanceAsync()
    {
        // What the service does at its start: the default partition and three months. From here on only the tests run it.
        Assert.That(
            async () => await CountAsync("pg_inherits where inhparent = 'audit_entries'::regclass"),
            Is.EqualTo(4).After(20_000, 20),
            string.Join('\n', Api.Log));
        await Maintenance.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Script_WhenItHasRun_LeavesNothingOnTheCoordinatorAndCanRunAgain()
    {
        const string Records = "select string_agg(e::text, ' ' order by id) from audit_entries e";
        var before = await Api.ScalarAsync<string>(Records);

        await CitusServer.RunScriptAsync(Api.ConnectionString);

        Assert.That(await Api.ScalarAsync<string>(Records), Is.EqualTo(before).And.Contains("token.create"));
        Assert.That(await CountAsync("pg_dist_partition where logicalrelid = 'audit_entries'::regclass and partmethod = 'h'"), Is.EqualTo(1));
        Assert.That(await CountAsync("pg_partition_tree('audit_entries') where isleaf and pg_relation_size(relid) > 0"), Is.Zero);
        Assert.That(
            await Api.ScalarAsync<long>("select count(distinct nodename || nodeport) from citus_shards where table_name = 'audit_entries'::regclass"),
            Is.EqualTo(await CountAsync("citus_get_active_worker_nodes()")));
    }

    [Test]
    public async Task Changes_OfManyClients_AreEachInTheJournalOnce()
    {
        const int Clients = 32;
        const int Rounds = 6;
        var tariffs = await CountAsync("audit_entries where action = 'tariff.create'");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var wire = (Wire)(client % 2);
                var account = NewAccount(("external_data_connectors", new JsonArray(1, 2)));
                account["id"] = (await DoAsync("accounts/save", account.DeepClone(), wire)).SavedId;
                account["title"] = $"Changed by {client}";
                account["external_data_connectors"] = new JsonArray(2, 3);
                await DoAsync("accounts/save", account.DeepClone(), wire);

                // In a transaction of its own, and by a statement of its own.
                account["title"] = $"Changed again by {client}";
                await DoAsync("accounts/save", account.DeepClone(), wire, ("Idempotency-Key", NewName("key")));
                await DoAsync("accounts/deactivate", WithId((long)account["id"]!), wire);
                await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff") }, wire);
            }
        }));

        Assert.That(await CountAsync("accounts where version = 4"), Is.EqualTo(Clients * Rounds));
        Assert.That(
            await CountAsync("versions v join accounts a on a.id = v.object_id where a.version = v.records", Versions),
            Is.EqualTo(await CountAsync("accounts")),
            "those of the other tests among them");
        Assert.That(await CountAsync("audit_entries where action = 'tariff.create'"), Is.EqualTo(tariffs + (Clients * Rounds)));
        var page = await DoAsync("audit/list", new JsonObject { ["action"] = "account.deactivate", ["limit"] = 50 });
        Assert.That(page.Items.Select(item => (long)item!["id"]!), Is.Ordered.Ascending.And.Exactly(50).Items);
        Assert.That(page.TotalCount, Is.EqualTo(Clients * Rounds));
        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Name_WhenManyWantIt_GoesToOne()
    {
        var name = NewName("Wanted");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => SendAsync("accounts/save", NewAccount(("name", name)), (Wire)(i % 2))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo([0, .. Enumerable.Repeat(409, 15)]));
        var id = answers.Single(answer => answer.Error == 0).SavedId;
        Assert.That(await CountAsync($"audit_entries where object_type = 'account' and object_id = {id}"), Is.EqualTo(1));
        Assert.That(await CountAsync("versions v where not exists (select from accounts a where a.id = v.object_id)", Versions), Is.Zero);
    }

    // Of a transaction in two phases the coordinator keeps a line until it knows that the worker has committed, too.
    [TestCase("tariffs/save")]
    [TestCase("accounts/save")]
    public async Task Change_WhenItIsCommitted_IsSoTogetherWithItsRecord(string path)
    {
        var before = await Api.ScalarAsync<string>("select coalesce(string_agg(gid, ' '), '') from pg_dist_transaction");

        await DoAsync(path, path == "accounts/save" ? NewAccount() : new JsonObject { ["name"] = NewName("tariff") });

        Assert.That(await CountAsync($"pg_dist_transaction where strpos('{before}', gid) = 0"), Is.Positive);
    }

    [TestCase("update audit_entries set action = 'x'")]
    [TestCase("delete from audit_entries")]
    [TestCase("truncate audit_entries")]
    [TestCase("truncate audit_entries_default")]
    [TestCase("delete from {month}")]
    [TestCase("truncate {month}")]
    [TestCase("set altcraft.retention = 'on'; update audit_entries set action = 'x'")]
    public async Task Journal_WhenSomebodyChangesIt_Refuses(string statement)
    {
        await InsertAsync("now()");

        Assert.That(
            async () => await Api.ExecuteAsync(statement.Replace("{month}", Month(Now), StringComparison.Ordinal)),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("append-only"));
    }

    [Test]
    public async Task Months_WhenDue_AreMadeWithTheirRowsAndDropped()
    {
        var old = Now.AddYears(-3);
        await InsertAsync("now() - interval '3 years'");
        await InsertAsync("now() - interval '4 years'");
        await InsertAsync("now() + interval '2 years'");

        // In a transaction, as the service does it: outside of one Citus tells the workers of no "set local".
        await Api.ExecuteAsync(
            $"begin; select audit_entries_add_month('{old:yyyy-MM-01}'), audit_entries_add_month('{Now.AddYears(2):yyyy-MM-01}'); commit");
        Assert.That(await CountAsync(Month(old)), Is.EqualTo(1));
        Assert.That(await Maintenance.RunAsync(CancellationToken.None), Is.True, string.Join('\n', Api.Log));

        Assert.That(await CountAsync($"pg_class where relname = '{Month(old)}'"), Is.Zero);
        Assert.That(await CountAsync("audit_entries where at < now() - interval '2 years'"), Is.Zero);
        Assert.That(await CountAsync(Month(Now.AddYears(2))), Is.EqualTo(1));
        Assert.That(async () => await Api.ExecuteAsync("delete from " + Month(Now.AddYears(2))), Throws.InstanceOf<PostgresException>());
    }

    private static string Month(DateTime time) => "audit_entries_" + time.ToString("yyyy_MM", CultureInfo.InvariantCulture);

    private async Task InsertAsync(string at) => await Api.ExecuteAsync(
        $"insert into audit_entries (at, request_id, action, object_type, object_id, changes) values ({at}, 'r', 'test', 'account', 1, '[]')");

    private Task<long> CountAsync(string from, string with = "") => Api.ScalarAsync<long>($"{with} select count(*) from {from}");
}
