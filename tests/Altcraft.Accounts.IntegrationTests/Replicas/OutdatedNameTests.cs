using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Migrations;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Replicas;

/// <summary>The upgrade to keys without invisible characters (decision 0023), on a database of the version before.</summary>
[TestFixture]
internal sealed class OutdatedNameTests
{
    private const string Script = "0010_keys_without_invisible_characters.sql";

    private const string AddAccount = """
        insert into accounts (name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour, force_2fa_auth, enable_push,
            enable_smart_settings, enable_pixel, enable_track_email_replies, deleted_at)
        values ($1, $2, $3, $3, 'UTC', 1, 1, 1, false, false, false, false, false, $4) returning id, name_key
        """;

    [Test]
    public async Task Migration_OfNamesThatDiffer_GivesEachTheKeyThatTheServiceComputes()
    {
        // Every character the keys leave out or fold, and what stands around it: two letters, an accent, spaces.
        await using var database = await OldDatabase.CreateAsync();
        var names = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => (UnicodeProperties.IsDefaultIgnorable(rune) || UnicodeProperties.IsWhiteSpace(rune)) && rune.Value is not (> 0xE0200 and < 0xE0F00))
            .Select(rune => (Id: rune.Value, Name: $"n{rune.Value}e{rune}\u0301 {rune}{rune}b{rune} c  d")).ToList();
        await using (var batch = database.Source.CreateBatch())
        {
            foreach (var (_, name) in names)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into tariffs (name, name_key) values ($1, $2)") { Parameters = { Text(name), Text(OldKey(name)) } });
            }

            await batch.ExecuteNonQueryAsync();
        }

        await using var api = await ApiHost.StartAsync(database.Connection);

        var keys = await RowsAsync(api, "select name, name_key from tariffs");
        Assert.That(keys, Has.Count.GreaterThan(600));
        Assert.That(keys.Where(row => row.Value != TextKey.Of(row.Key)), Is.Empty);
        Assert.That(api.Log, Has.None.Contains("not found by it until one is renamed"));
    }

    [Test]
    public async Task Migration_OfNamesThatBecomeOne_KeepsThemAndTellsTheOperator()
    {
        await using var database = await OldDatabase.CreateAsync();
        var first = await AddAsync(database.Source, "acme  ltd");
        var second = await AddAsync(database.Source, "acme ltd");
        var third = await AddAsync(database.Source, "acme\ufe0f ltd");
        var deleted = await AddAsync(database.Source, "Acme  ltd", isDeleted: true);
        var alone = await AddAsync(database.Source, "one\u3164 two");
        await PostgresServer.ExecuteAsync(database.Connection, """
            insert into databases (name, name_key, kind, host, port, database, username, secret_ref) values
                ('a  b', 'a  b', 'postgresql', 'h', 1, 'd', 'u', 's'), ('a b', 'a b', 'clickhouse', 'h', 1, 'd', 'u', 's'), ('A  b', 'a  b', 'clickhouse', 'h', 1, 'd', 'u', 's');
            insert into external_data_connectors (name, name_key, kind, host, port, database, username, secret_ref) values
                ('x  y', 'x  y', 'mysql', 'h', 1, 'd', 'u', 's'), ('x y', 'x y', 'mysql', 'h', 1, 'd', 'u', 's');
            """);

        await using var api = await ApiHost.StartAsync(database.Connection);

        Assert.That(await RowsAsync(api, "select id::text, name_key from accounts"), Is.EquivalentTo(new Dictionary<string, string>
        {
            [$"{first}"] = "acme  ltd",
            [$"{second}"] = "acme ltd",
            [$"{third}"] = "acme\ufe0f ltd",
            [$"{deleted}"] = "acme ltd",
            [$"{alone}"] = "one two",
        }));
        Assert.That(
            (await RowsAsync(api, "select object_type || ' ' || id, name from outdated_names()")).Keys,
            Is.EquivalentTo([$"account {first}", $"account {third}", "database 3", "external_data_connector 1"]));
        Assert.That(api.Log, Has.One.Matches(
            $"^Warning: These have a name .*\"Names that collide\"\\): account {first}, account {third}, database 3, external_data_connector 1 $"));

        // What keeps its name can be changed in any other way, and referred to by its ID.
        foreach (var wire in Enum.GetValues<Wire>())
        {
            await DoAsync(api, "accounts/save", Account("acme  ltd", first, ("title", $"{wire}"), ("external_data_connectors", new JsonArray(1, "x y"))), wire);
            await DoAsync(api, "accounts/freeze", new JsonObject { ["id"] = first }, wire);
            await DoAsync(api, "accounts/unfreeze", new JsonObject { ["id"] = first }, wire);
            await DoAsync(api, "external_data_connectors/save", Connector("x  y", 1, $"{wire}"), wire);
        }

        Assert.That((await DoAsync(api, "accounts/get", new JsonObject { ["id"] = first })).Data!["account"]!["external_data_connectors"]!.ToJsonString(), Is.EqualTo("[1,2]"));
        Assert.That((await DoAsync(api, "accounts/get", new JsonObject { ["name"] = "acme  ltd" })).Data!["account"]!["id"]!.ToString(), Is.EqualTo($"{second}"));
        Assert.That((await SendAsync(api, "accounts/restore", new JsonObject { ["id"] = deleted })).Errors.Single().Code, Is.EqualTo("taken"));

        // Renaming one of them ends it: the other gets its key when it is saved again.
        await DoAsync(api, "accounts/save", Account("acme old", second));
        await DoAsync(api, "accounts/save", Account("acme  ltd", first));
        Assert.That((await DoAsync(api, "accounts/get", new JsonObject { ["name"] = "acme ltd" })).Data!["account"]!["id"]!.ToString(), Is.EqualTo($"{first}"));
        await DoAsync(api, "external_data_connectors/save", Connector("z", 2, "renamed"));
        await DoAsync(api, "external_data_connectors/save", Connector("x  y", 1, "saved again"));
        Assert.That((await RowsAsync(api, "select object_type || ' ' || id, name from outdated_names()")).Keys, Is.EquivalentTo([$"account {third}", "database 3"]));

        // Names of databases are unique within their kind. What is deleted keeps no key.
        await DoAsync(api, "databases/save", DatabaseItem("q", 2));
        await DoAsync(api, "databases/save", DatabaseItem("A  b", 3));
        await PostgresServer.ExecuteAsync(database.Connection, $"update accounts set deleted_at = now(), is_active = false where id = {third}");
        Assert.That(await RowsAsync(api, "select object_type || ' ' || id, name from outdated_names()"), Is.Empty);
        Assert.That((await SendAsync(api, "accounts/restore", new JsonObject { ["id"] = third })).Errors.Single().Code, Is.EqualTo("taken"));

        static JsonObject DatabaseItem(string name, int id)
        {
            var item = Connector(name, id, "saved again");
            item["kind"] = "clickhouse";
            return item;
        }
    }

    [Test]
    public async Task Write_OfTheVersionBefore_GetsTodaysKeyBehindItsStatement()
    {
        await using var database = await OldDatabase.CreateAsync();
        await using var api = await ApiHost.StartAsync(database.Connection);

        // What it returns is what was sent: the statement of the version before finds its row by it.
        var id = await AddAsync(database.Source, "two  words");
        Assert.That(await RowsAsync(api, "select name_key, title_key from accounts"), Is.EquivalentTo(new Dictionary<string, string> { ["two words"] = "two words" }));

        await api.ExecuteAsync($"update accounts set name_key = 'three  words', title_key = 'three\u00a0words', version = 2 where id = {id}");
        await api.ExecuteAsync("insert into tariffs (name, name_key) values ('a\u00a0b', 'a\u00a0b')");
        await api.ExecuteAsync("update tariffs set name = 'example  tariff', name_key = 'example  tariff' where id = 1");
        Assert.That(await RowsAsync(api, "select name_key, title_key from accounts"), Is.EquivalentTo(new Dictionary<string, string> { ["three words"] = "three words" }));
        Assert.That((await RowsAsync(api, "select name_key, name from tariffs")).Keys, Is.SupersetOf(["a b", "example tariff"]));

        Assert.That(
            () => AddAsync(database.Source, "three \u2003words"),
            Throws.TypeOf<PostgresException>().With.Property("ConstraintName").EqualTo("accounts_name_unique"),
            "which the version before answers with 409");
    }

    // As the version before computed it: no character here has another case but ASCII.
    private static string OldKey(string name) => name.Trim().ToLower(CultureInfo.InvariantCulture).Normalize();

    private static async Task<long> AddAsync(NpgsqlDataSource database, string name, bool isDeleted = false)
    {
        await using var command = database.CreateCommand(AddAccount);
        command.Parameters.AddRange(new[] { Text(name), Text(OldKey(name)), Text(OldKey(name)) });
        command.Parameters.Add(new NpgsqlParameter { Value = isDeleted ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.That(reader.GetString(1), Is.EqualTo(OldKey(name)));
        return reader.GetInt64(0);
    }

    private static NpgsqlParameter<string> Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    private static JsonObject Account(string name, long id, params (string Name, JsonNode? Value)[] changes)
    {
        var parameters = JsonNode.Parse("""{"title":"A title","tz":"UTC","tariff":1,"reports_day":1,"reports_hour":9}""")!.AsObject();
        parameters["id"] = id;
        parameters["name"] = name;
        foreach (var (key, value) in changes)
        {
            parameters[key] = value;
        }

        return parameters;
    }

    private static JsonObject Connector(string name, long id, string description)
    {
        var parameters = JsonNode.Parse("""{"kind":"mysql","host":"h","port":1,"database":"d","username":"u","secret_ref":"s"}""")!.AsObject();
        parameters["id"] = id;
        parameters["name"] = name;
        parameters["description"] = description;
        return parameters;
    }

    private static Task<Answer> SendAsync(ApiHost api, string path, JsonNode parameters, Wire wire = Wire.Json) =>
        Answer.OfAsync(api.Client, path, WireBody.Of(parameters, wire), wire, ("Authorization", "Bearer " + ApiHost.AdminToken));

    private static async Task<Answer> DoAsync(ApiHost api, string path, JsonNode parameters, Wire wire = Wire.Json)
    {
        var answer = await SendAsync(api, path, parameters, wire);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer;
    }

    private static async Task<Dictionary<string, string>> RowsAsync(ApiHost api, string sql)
    {
        await using var command = api.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0), reader.GetString(1));
        }

        return rows;
    }

    /// <summary>A database of the version before, with a tariff.</summary>
    private sealed record OldDatabase(string Connection, NpgsqlDataSource Source) : IAsyncDisposable
    {
        public static async Task<OldDatabase> CreateAsync()
        {
            var connection = await PostgresServer.NewDatabaseAsync();
            var before = SchemaMigrator.Scripts.TakeWhile(script => SchemaMigrator.ShortName(script) != Script).ToList();
            Assert.That(before, Has.Count.EqualTo(9));
            foreach (var script in before)
            {
                using var reader = new StreamReader(typeof(SchemaMigrator).Assembly.GetManifestResourceStream(script)!);
                await PostgresServer.ExecuteAsync(connection, await reader.ReadToEndAsync());
            }

            await PostgresServer.ExecuteAsync(connection, $"""
                create table schemaversions (schemaversionsid serial primary key, scriptname varchar(255) not null, applied timestamp not null);
                insert into schemaversions (scriptname, applied) select name, now() from unnest(array['{string.Join("','", before)}']) name;
                insert into tariffs (name, name_key) values ('example tariff', 'example tariff');
                """);
            return new OldDatabase(connection, NpgsqlDataSource.Create(connection));
        }

        public ValueTask DisposeAsync() => Source.DisposeAsync();
    }
}
