using System.Text.Json.Nodes;
using Altcraft.Accounts.IntegrationTests.AccountUsers;
using Altcraft.Accounts.IntegrationTests.Directories;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>Every changing endpoint writes one entry for a change, none for anything else (contract, section 9).</summary>
[TestFixture, Parallelizable]
public sealed class AuditRecordTests : ApiTest
{
    private const string Source = """ "host":"h","port":1,"database":"d","username":"u","secret_ref":"s" """;

    // What is sent to make an object, what is sent to change it, and the changes the journal shows ("field:old>new"); # is the object's ID.
    private static readonly Dictionary<string, (string? Made, string Prepared, string Sent, string Action, string Changes)> Cases = new()
    {
        ["accounts/save"] = ("accounts/save", "", """{"id":#,"name":"N#","title":"New","tz":"UTC","tariff":2,"reports_day":1,"reports_hour":9}""",
            "account.update", "title:A title>New tz:Europe/Moscow>UTC tariff:1>2"),
        ["accounts/deactivate"] = ("accounts/save", "", """{"id":#}""", "account.deactivate", "is_active:true>false"),
        ["accounts/activate"] = ("accounts/save", "deactivate", """{"id":#}""", "account.activate", "is_active:false>true"),
        ["accounts/freeze"] = ("accounts/save", "", """{"id":#,"frozen_details":{"payment_url":"https://a.b"}}""", "account.freeze",
            "is_frozen:false>true frozen_details.payment_url:>https://a.b"),
        ["accounts/unfreeze"] = ("accounts/save", "freeze", """{"id":#}""", "account.unfreeze",
            "is_frozen:true>false frozen_details.payment_url:https://a.b>"),
        ["accounts/delete"] = ("accounts/save", "", """{"id":#}""", "account.delete", "is_deleted:false>true"),
        ["accounts/restore"] = ("accounts/save", "delete", """{"id":#}""", "account.restore", "is_deleted:true>false"),
        ["accounts/users/add"] = ("accounts/save", "", """{"account_id":#,"name":"U","email":"u@example.com"}""", "account_user.create",
            "name:>U email:>u@example.com lang:>EN notify_email:>u@example.com active:>true master:>false"),
        ["accounts/users/update"] = ("accounts/save", "users/add", """{"account_id":#,"name":"u","new_name":"V","phone":"+1 23 45"}""",
            "account_user.update", "name:U>V phone:>+12345"),
        ["accounts/users/send_welcome"] = ("accounts/save", "users/add", """{"account_id":#,"name":"u"}""", "account_user.send_welcome", "name:U>U"),
        ["accounts/users/redeem_welcome"] = ("accounts/save", "users/add", """{"code":"code-#"}""", "account_user.redeem_welcome", "name:U>U"),
        ["accounts/users/delete"] = ("accounts/save", "users/add", """{"account_id":#,"name":"u"}""", "account_user.delete",
            "name:U> email:u@example.com> lang:EN> notify_email:u@example.com> active:true> master:false>"),
        ["tariffs/save"] = (null, "", """{"name":"T","max_accounts":3}""", "tariff.create", "name:>T max_accounts:>3"),
        ["tariffs/delete"] = ("tariffs/save", "", """{"id":#}""", "tariff.delete", "name:N#>"),
        ["web_version_policies/save"] = (null, "", """{"name":"P","description":"D"}""", "web_version_policy.create", "name:>P description:>D"),
        ["web_version_policies/delete"] = ("web_version_policies/save", "", """{"id":#}""", "web_version_policy.delete", "name:N#>"),
        ["databases/save"] = ("databases/save", "", $$"""{"id":#,"name":"M#","kind":"clickhouse",{{Source}}}""", "database.update", "name:N#>M#"),
        ["databases/delete"] = ("databases/save", "", """{"id":#}""", "database.delete",
            "name:N#> kind:clickhouse> host:h> port:1> database:d> username:u> secret_ref:s>"),
        ["external_data_connectors/save"] = ("external_data_connectors/save", "",
            $$"""{"id":#,"name":"N#","description":"D","kind":"clickhouse",{{Source}}}""", "external_data_connector.update", "description:>D"),
        ["external_data_connectors/delete"] = ("external_data_connectors/save", "", """{"id":#}""", "external_data_connector.delete",
            "name:N#> kind:clickhouse> host:h> port:1> database:d> username:u> secret_ref:s>"),
        ["tokens/create"] = (null, "", """{"name":"K","scopes":["audit.read","tokens"]}""", "token.create", "name:>K prefix:>? scopes:>audit.read,tokens"),
        ["tokens/revoke"] = ("tokens/create", "", """{"id":#}""", "token.revoke", "is_active:true>false"),
    };

    // Areas that have no cases of their own above are made with all of their parameters.
    static AuditRecordTests()
    {
        foreach (var area in DirectoryArea.All)
        {
            var own = JsonNode.Parse(area.Own)!.AsObject();
            Cases.TryAdd(area.Path + "/save", (
                null, "", area.New("T").ToJsonString(), area.ObjectType + ".create", "name:>T" + string.Concat(own.Select(one => $" {one.Key}:>{one.Value}"))));
            Cases.TryAdd(area.Path + "/delete", (
                area.Path + "/save", "", """{"id":#}""", area.ObjectType + ".delete", "name:N#>" + string.Concat(own.Select(one => $" {one.Key}:{one.Value}>"))));
        }
    }

    protected override (string Key, string Value)[] Settings => UserTest.WithMail;

    private static IEnumerable<string> Paths => Cases.Keys;

    [Test]
    public void Cases_OfTheJournal_HaveEveryChangingEndpoint() => Assert.That(Endpoints.ThatChange(Api), Is.EquivalentTo(Paths));

    [Test]
    public async Task Change_WhenDone_WritesOneEntryAndNoneForTheReplay([ValueSource(nameof(Paths))] string path, [Values] Wire wire)
    {
        var (made, prepared, sent, action, changes) = Cases[path];
        var id = made is null ? 0 : await MakeAsync(made, prepared);
        var parameters = JsonNode.Parse(sent.Replace("#", $"{id}", StringComparison.Ordinal))!;
        if (made is null)
        {
            parameters["name"] = NewName("Made");
            changes = changes.Replace(":>" + changes[6..7], $":>{parameters["name"]}", StringComparison.Ordinal);
        }

        if (path == "accounts/users/redeem_welcome")
        {
            await Api.ExecuteAsync($"""
                insert into welcome_mails (account_id, name_key, request_id, next_attempt_at, code_hash, code_expires_at)
                values ({id}, 'u', 'r', null, sha256('code-{id}'), now() + interval '1 hour')
                """);
        }

        var before = await LastIdAsync();
        var requestId = NewName("request");
        (string, string)[] headers = [("X-Request-Id", requestId), ("Idempotency-Key", requestId)];

        await DoAsync(path, parameters, wire, headers);
        await SendAsync(path, parameters, wire, headers);

        var entry = (await DoAsync("audit/list", new JsonObject { ["from_id"] = before + 1 }, wire)).Items.Single();
        var shown = string.Join(' ', Changes(entry));
        var found = await DoAsync("audit/list", new JsonObject { ["from_id"] = before + 1, ["action"] = action, ["object_type"] = action.Split('.')[0] }, wire);
        Assert.Multiple(() =>
        {
            Assert.That((entry["action"]!.ToString(), entry["object_type"]!.ToString()), Is.EqualTo((action, action.Split('.')[0])));
            Assert.That((entry["token_id"]!.ToString(), entry["token_name"]!.ToString()), Is.EqualTo(("1", "first token")));
            Assert.That((entry["request_id"]!.ToString(), entry["address"]!.ToString()), Is.EqualTo((requestId, "127.0.0.1")));
            Assert.That(id == 0 || entry["object_id"]!.ToString() == $"{id}");
            Assert.That(found.Items, Has.Count.EqualTo(1), "what the journal writes can be asked for");
            Assert.That(shown, Is.EqualTo(changes.Replace("#", $"{id}", StringComparison.Ordinal)));
        });
    }

    [Test]
    public async Task Change_WhenRefused_WritesNothing([ValueSource(nameof(Paths))] string path, [Values] Wire wire)
    {
        var before = await LastIdAsync();

        var unreadable = await SendAsync(path, new JsonObject { ["id"] = 999_999, ["nonsense"] = true }, wire);
        var unknown = await SendAsync(path, JsonNode.Parse(Cases[path].Sent.Replace("#", "999999", StringComparison.Ordinal))!, wire);
        var stranger = await SendAsAsync("aat_" + new string('x', 43), path, new JsonObject(), wire);

        Assert.That((unreadable.Error, stranger.Error), Is.EqualTo((400, 401)));
        Assert.That(unknown.Error, Is.EqualTo(Cases[path].Made is null ? unknown.Error : 404), unknown.Body);
        Assert.That(await LastIdAsync() - before, Is.EqualTo(unknown.Error == 0 ? 1 : 0));
    }

    [Test]
    public async Task SaveAccount_WhenNew_ShowsAllItStartsWith([Values] Wire wire)
    {
        var before = await LastIdAsync();
        var parameters = NewAccount(("external_data_connectors", new JsonArray(2, "Shop")), ("custom_push_domain", "A.example"));
        await DoAsync("accounts/save", parameters, wire);

        var entry = (await DoAsync("audit/list", new JsonObject { ["from_id"] = before + 1 }, wire)).Items.Single();
        Assert.That(string.Join(' ', Changes(entry)), Is.EqualTo(
            $"name:>{parameters["name"]} title:>A title tz:>Europe/Moscow tariff:>1 external_data_connectors:>2,1 reports_day:>1 reports_hour:>9"
            + " force_2fa_auth:>false enable_push:>false enable_smart_settings:>false enable_pixel:>false enable_track_email_replies:>false"
            + " custom_push_domain:>a.example is_active:>true is_frozen:>false is_deleted:>false"));
    }

    private static IEnumerable<string> Changes(JsonNode entry) =>
        (entry["changes"] is JsonArray many ? many.Select(change => change!) : [entry["changes"]!]).Select(change =>
            change["field"]!.ToString() == "prefix" ? "prefix:>?" : $"{change["field"]}:{Text(change["old"])}>{Text(change["new"])}");

    private static string Text(JsonNode? value) => value is JsonArray many ? string.Join(',', many.Select(item => $"{item}")) : $"{value}";

    private async Task<long> MakeAsync(string path, string prepared)
    {
        var parameters = path switch
        {
            "accounts/save" => NewAccount(),
            "tokens/create" => JsonNode.Parse("""{"name":"N","scopes":["tokens"]}""")!,
            "databases/save" or "external_data_connectors/save" => JsonNode.Parse($$"""{"name":"N","kind":"clickhouse",{{Source}}}""")!,
            "tariffs/save" or "web_version_policies/save" => JsonNode.Parse("""{"name":"N"}""")!,
            _ => DirectoryArea.All.Single(area => path == area.Path + "/save").New("N"),
        };
        parameters["name"] = NewName("N");
        var data = (await DoAsync(path, parameters)).Data!;
        var id = (long)(data["saved_id"] ?? data["id"])!;
        if (path != "tokens/create")
        {
            // The name holds the ID, so that the expected changes can be written down.
            parameters["id"] = id;
            parameters["name"] = $"N{id}";
            await DoAsync(path, parameters);
        }

        if (prepared.Length > 0)
        {
            await DoAsync("accounts/" + prepared, JsonNode.Parse(Cases["accounts/" + prepared].Sent.Replace("#", $"{id}", StringComparison.Ordinal))!);
        }

        return id;
    }

    private Task<long> LastIdAsync() => Api.ScalarAsync<long>("select coalesce(max(id), 0) from audit_entries");
}
