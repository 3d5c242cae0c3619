using System.Text.Json.Nodes;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>
/// What docs/scaling.md says of the schema on an engine that spreads rows over machines, read from the catalog of a real PostgreSQL: where
/// each table would go, and that only what is named there stands in the way. A new table, key or constraint has to be decided on here.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class ShardKeyTests : ApiTest
{
    // By the account, so that what one save writes is on one machine.
    private static readonly Dictionary<string, string> Sharded = new()
    {
        ["accounts"] = "id",
        ["account_external_data_connectors"] = "account_id",
        ["audit_entries"] = "object_id",
        ["account_users"] = "account_id",
        ["account_user_counts"] = "account_id",
        ["welcome_mails"] = "account_id",
    };

    // Small, read by every save, changed seldom: a copy on each machine.
    private static readonly string[] Everywhere = ["tariffs", "web_version_policies", "databases", "external_data_connectors", "tokens"];

    // Without a reference to another table: wherever the engine puts them.
    private static readonly string[] Anywhere = ["account_counts", "idempotency_keys", "schemaversions"];

    [Test]
    public async Task Tables_WhenTheyWouldBeSpread_HaveAPlace() => Assert.That(
        await ListAsync("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition"),
        Is.EquivalentTo([.. Sharded.Keys, .. Everywhere, .. Anywhere]));

    [Test]
    public async Task UniqueKeys_OfTablesThatWouldBeSpread_HoldTheShardKeyButForWhatIsLookedUpWithoutIt()
    {
        var lacking = new List<string>();
        foreach (var (table, key) in Sharded)
        {
            lacking.AddRange(await ListAsync($"""
                select indexrelid::regclass::text from pg_index
                where indrelid = '{table}'::regclass and indisunique
                  and not exists (select from pg_attribute a where a.attrelid = indrelid and a.attnum = any (indkey) and a.attname = '{key}')
                """));
        }

        Assert.That(lacking, Is.EquivalentTo(["accounts_name_unique", "welcome_mails_id_unique", "welcome_mails_code"]));
    }

    [Test]
    public async Task ForeignKeys_OfTablesThatWouldBeSpread_StayOnOneMachine()
    {
        var targets = await ListAsync("""
            select c.conrelid::regclass || '.' || a.attname || ' ' || c.confrelid::regclass
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and c.connamespace = 'public'::regnamespace
            """);

        Assert.That(targets, Has.Count.EqualTo(await CountForeignKeysAsync()));
        Assert.That(
            targets.Select(target => target.Split(' ')).Where(target => !Everywhere.Contains(target[1]) && !IsOfOneAccount(target)).Select(target => target[0]),
            Is.Empty);
    }

    [TestCase("accounts/get")]
    [TestCase("accounts/save")]
    [TestCase("accounts/freeze")]
    [TestCase("accounts/deactivate")]
    [TestCase("accounts/delete")]
    public async Task Statements_OfARequestAboutOneAccount_NameTheShardKey(string path)
    {
        var parameters = path == "accounts/save" ? NewAccount(("external_data_connectors", 1)) : [];
        parameters["id"] = await CreateAccountAsync(("name", parameters["name"]?.DeepClone() ?? NewName()), ("external_data_connectors", 1));
        if (path == "accounts/freeze")
        {
            parameters["frozen_details"] = new JsonObject { ["payment_url"] = "https://example.com" };
        }

        var statements = await SentStatements.DuringAsync(async trace => Assert.That((await SendAsync(path, parameters, headers: trace)).Error, Is.Zero));

        var ofAccounts = statements.Where(statement => statement.Contains(" accounts ", StringComparison.Ordinal)).ToList();
        Assert.That(ofAccounts, Is.Not.Empty);
        Assert.That(ofAccounts, Has.All.Match(@"a\.id = (any \(\$1\)|i\.id|@id)"));
    }

    private static bool IsOfOneAccount(string[] target) =>
        Sharded.Any(table => target[0] == $"{table.Key}.{table.Value}") && Sharded.ContainsKey(target[1]);

    private async Task<int> CountForeignKeysAsync() => await Api.ScalarAsync<int>(
        "select count(*)::int from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace");

    private async Task<List<string>> ListAsync(string sql)
    {
        await using NpgsqlCommand command = Api.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
