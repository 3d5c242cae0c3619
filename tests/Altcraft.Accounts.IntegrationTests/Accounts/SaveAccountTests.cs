using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>What one save does: defaults, IDs, versions, the entry of the journal (contract, sections 5 and 9).</summary>
[TestFixture, Parallelizable]
public sealed class SaveAccountTests : ApiTest
{
    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenTheAccountIsNew_TakesTheDefaults(Wire wire)
    {
        var parameters = NewAccount();
        var answer = await SendAsync("accounts/save", parameters, wire);

        var read = await GetAccountAsync(answer.SavedId);
        parameters["id"] = answer.SavedId;
        parameters["tariff"] = 1;
        foreach (var (name, value) in read["account"]!.AsObject())
        {
            var expected = name == "version" ? "1"
                : name.StartsWith("enable_", StringComparison.Ordinal) || name == "force_2fa_auth" ? "false"
                : SaveCase.Plain(parameters[name]);
            Assert.That(SaveCase.Plain(value), Is.EqualTo(expected), name);
        }

        var state = read["state"]!.AsObject();
        Assert.That(state.Where(member => SaveCase.Plain(member.Value) == "true").Select(member => member.Key), Is.EqualTo(new[] { "is_active" }));
        Assert.That(state["frozen_details"], Is.Null);
        Assert.That(state["updated_at"]!.ToString(), Is.EqualTo(state["created_at"]!.ToString()).And.EndsWith("Z"));
    }

    [Test]
    public async Task Save_WhenItCreates_NeverUsesAnIdTwice()
    {
        var first = await CreateAccountAsync();
        await SendAsync("accounts/delete", new JsonObject { ["id"] = first });

        Assert.That(await CreateAccountAsync(), Is.GreaterThan(first));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenTheIdIsOfNoAccount_Answers404(Wire wire)
    {
        var deleted = await CreateAccountAsync();
        await SendAsync("accounts/delete", new JsonObject { ["id"] = deleted });

        foreach (var id in new[] { deleted, 4711, 9007199254740991 })
        {
            var answer = await SendAsync("accounts/save", NewAccount(("id", id)), wire);

            Assert.That((answer.Status, answer.Error), Is.EqualTo((HttpStatusCode.NotFound, 404)), answer.Body);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("id", "not_found") }));
        }
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenTheVersionIsStale_Answers409AndChangesNothing(Wire wire)
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        var second = await SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", "second"), ("version", 1)), wire);
        var before = await GetAccountAsync(id);

        foreach (var version in new[] { 1, 3, int.MaxValue })
        {
            var stale = await SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", "third"), ("version", version)), wire);

            Assert.That((stale.Status, stale.Error), Is.EqualTo((HttpStatusCode.Conflict, 409)), stale.Body);
            Assert.That(stale.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("version", "stale_version") }));
        }

        Assert.That(second.Error, Is.Zero, second.Body);
        Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That(await EntriesAsync(id), Is.EqualTo(2));
    }

    [Test]
    public async Task Save_WhenManySendTheSameVersion_LetsOneThrough()
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", $"title {i}"), ("version", 1)))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(new[] { 0 }.Concat(Enumerable.Repeat(409, 15))));
        Assert.That(SaveCase.Plain((await GetAccountAsync(id))["account"]!["version"]), Is.EqualTo("2"));
        Assert.That(await EntriesAsync(id), Is.EqualTo(2));
    }

    [Test]
    public async Task Save_WhenManyChangeOneAccount_AppliesEveryOne()
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", $"title {i}")))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.Zero);
        Assert.That(SaveCase.Plain((await GetAccountAsync(id))["account"]!["version"]), Is.EqualTo("17"));
        Assert.That(await EntriesAsync(id), Is.EqualTo(17));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenItChangesNothing_KeepsTheVersionAndWritesNoEntry(Wire wire)
    {
        var parameters = NewAccount(("external_data_connectors", new JsonArray(2, 1)), ("custom_push_domain", "A.example.com"));
        var id = (await SendAsync("accounts/save", parameters, wire)).SavedId;
        var before = await GetAccountAsync(id);
        parameters["id"] = id;

        var answer = await SendAsync("accounts/save", parameters, wire);

        Assert.That((answer.Error, answer.SavedId), Is.EqualTo((0, id)));
        Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That(await EntriesAsync(id), Is.EqualTo(1));
    }

    [Test]
    public async Task Save_WhenItSucceeds_WritesOneEntryWithOldAndNew()
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name), ("external_data_connectors", new JsonArray(1, 2)), ("custom_push_domain", "a.example.com"));
        var answer = await SendAsync(
            "accounts/save",
            NewAccount(("id", id), ("name", name), ("title", "new"), ("external_data_connectors", new JsonArray(2, 1)), ("custom_push_domain", null)),
            Wire.Json,
            ("X-Request-Id", "the-update"));
        Assert.That(answer.Error, Is.Zero, answer.Body);

        var entry = JsonNode.Parse(await Api.ScalarAsync<string>(
            $"select to_json(e)::text from audit_entries e where object_type = 'account' and object_id = {id} and action = 'account.update'"))!;

        Assert.That(await EntriesAsync(id), Is.EqualTo(2));
        Assert.That(entry["request_id"]!.ToString(), Is.EqualTo("the-update"));
        Assert.That(entry["token_id"]!.ToString(), Is.EqualTo("1"));
        Assert.That(entry["address"]!.ToString(), Does.Contain("127.0.0.1").Or.Contain("::1"));
        var changes = entry["changes"]!.AsArray().OfType<JsonObject>();
        Assert.That(changes.Select(change => (change["field"]!.ToString(), SaveCase.Plain(change["old"]), SaveCase.Plain(change["new"]))), Is.EqualTo(new[]
        {
            ("title", "A title", "new"),
            ("external_data_connectors", "1,2", "2,1"),
            ("custom_push_domain", "a.example.com", string.Empty),
        }));
    }

    private Task<long> EntriesAsync(long id) =>
        Api.ScalarAsync<long>($"select count(*) from audit_entries where object_type = 'account' and object_id = {id}");
}
