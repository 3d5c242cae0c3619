using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>Lists of users: order, filters, pages, searches and totals (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed class UserListTests : UserTest
{
    private long _account;

    [OneTimeSetUp]
    public async Task AddAsync()
    {
        _account = await CreateAccountAsync();
        foreach (var (name, active, master, lang) in new[]
        {
            ("bob", true, false, "RU"), ("Anna", true, true, "EN"), ("carl", false, false, "RU"), ("Émile", true, false, "EN"), ("dora", false, true, "EN"),
            ("яна", true, true, "RU"), ("eve", true, false, "RU"),
        })
        {
            await AddUserAsync(
                _account, ("name", name), ("active", active), ("master", master), ("lang", lang), ("first_name", "F" + name), ("last_name", "Smith-Ü"),
                ("email", $"{(name == "яна" ? "yana" : "mail")}@example.com"), ("phone", name == "eve" ? "+1 (234) 567" : null));
        }

        await AddUserAsync(await CreateAccountAsync(), ("name", "stranger"), ("last_name", "Smith-Ü"));
    }

    [TestCase("{}", "Anna bob carl dora eve Émile яна", 7)]
    [TestCase("""{"active":true}""", "Anna bob eve Émile яна", 5)]
    [TestCase("""{"active":false}""", "carl dora", 2)]
    [TestCase("""{"master":true}""", "Anna dora яна", 3)]
    [TestCase("""{"lang":"ru"}""", "bob carl eve яна", 4)]
    [TestCase("""{"active":true,"master":false,"lang":"RU"}""", "bob eve", 2)]
    [TestCase("""{"active":false,"master":true,"lang":"RU"}""", "", 0)]
    [TestCase("""{"active":null,"master":null,"lang":null,"from_name":null,"limit":null,"search":null}""", "Anna bob carl dora eve Émile яна", 7)]
    [TestCase("""{"limit":2}""", "Anna bob", 7)]
    [TestCase("""{"from_name":"BOC","limit":2}""", "carl dora", 7)]
    [TestCase("""{"from_name":"bob","active":true,"limit":2}""", "bob eve", 5)]
    [TestCase("""{"from_name":"яна"}""", "яна", 7)]
    [TestCase("""{"from_name":"яяя"}""", "", 7)]
    [TestCase("""{"search":"SMITH-ü"}""", "Anna bob carl dora eve Émile яна", 7)]
    [TestCase("""{"search":"SMITH-ü","limit":2}""", "Anna bob", 7)]
    [TestCase("""{"search":"SMITH-ü","from_name":"eve"}""", "eve Émile яна", 7)]
    [TestCase("""{"search":"fbob smith"}""", "bob", 1)]
    [TestCase("""{"search":"yana@"}""", "яна", 1)]
    [TestCase("""{"search":"+1234"}""", "eve", 1)]
    [TestCase("""{"search":"mail","active":false,"from_name":"d","limit":1}""", "dora", 2)]
    [TestCase("""{"search":"%"}""", "", 0)]
    public async Task List_WithAFilter_IsInNameOrderAndCountsAllThatMatch(string filter, string names, int total)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var parameters = JsonNode.Parse(filter)!.AsObject();
            parameters["account_id"] = _account;

            var answer = await DoAsync("accounts/users/list", parameters, wire);

            Assert.That(string.Join(' ', Users(answer, wire).Select(user => user["username"]!.ToString())), Is.EqualTo(names));
            Assert.That(answer.TotalCount, Is.EqualTo(total));
        }
    }

    [Test]
    public async Task List_OfUsers_ShowsTheDocumentedMembersInOrder([Values] Wire wire)
    {
        var answer = await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = _account, ["search"] = "yana@" }, wire);

        Assert.That(string.Join(' ', Users(answer, wire).Single().AsObject().Select(member => $"{member.Key}:{member.Value}")), Is.EqualTo(
            "username:яна first_name:Fяна last_name:Smith-Ü email:yana@example.com notify_email:yana@example.com phone: lang:RU active:true master:true"));
    }

    [TestCase("""{"limit":0}""", "limit", "out_of_range")]
    [TestCase("""{"limit":1001}""", "limit", "out_of_range")]
    [TestCase("""{"lang":"DE"}""", "lang", "bad_value")]
    [TestCase("""{"from_id":1}""", "from_id", "unknown_parameter")]
    public async Task List_WithABadParameter_SaysWhy(string filter, string field, string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var parameters = JsonNode.Parse(filter)!.AsObject();
            parameters["account_id"] = _account;

            var answer = await SendAsync("accounts/users/list", parameters, wire);

            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (field, code) }), answer.Body);
        }
    }

    // Every change moves the counts that the totals are made of.
    [Test]
    public async Task Total_AfterAnyChanges_IsExact()
    {
        var account = await CreateAccountAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => AddUserAsync(
            account, ("active", i % 2 == 0), ("master", i % 3 == 0), ("lang", i % 4 == 0 ? "RU" : "EN"))));
        await Task.WhenAll(users.Take(8).Select(user => DoAsync(
            "accounts/users/update", new JsonObject { ["account_id"] = account, ["name"] = user, ["active"] = true, ["master"] = null, ["lang"] = "RU" })));
        await Task.WhenAll(users.Skip(20).Select(user => DoAsync("accounts/users/delete", Named(account, user))));

        foreach (var filter in new[] { "{}", """{"active":true}""", """{"master":true}""", """{"lang":"RU"}""", """{"active":false,"lang":"EN"}""" })
        {
            var parameters = JsonNode.Parse(filter)!.AsObject();
            parameters["account_id"] = account;
            var answer = await DoAsync("accounts/users/list", parameters);
            Assert.That(answer.TotalCount, Is.EqualTo(answer.Items.Count), filter);
        }
    }

    [Test]
    public async Task Search_InAnAccountWithMany_NeedsThreeLetters([Values] Wire wire)
    {
        var account = await CreateAccountAsync();
        await Api.ExecuteAsync($"insert into account_user_counts values ({account}, true, false, 'EN', 20001)");

        var answer = await SendAsync("accounts/users/list", new JsonObject { ["account_id"] = account, ["search"] = "ab" }, wire);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("search", "bad_value") }), answer.Body);
        var user = await AddUserAsync(account, ("first_name", "Abcde"));
        await AddUserAsync(account, ("first_name", "Other"));
        var found = await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = account, ["search"] = "BCD" }, wire);
        Assert.That((string.Join(' ', Users(found, wire).Select(one => one["username"])), found.TotalCount), Is.EqualTo((user, 1)));
    }

    private static IEnumerable<JsonNode> Users(Answer answer, Wire wire) => wire == Wire.Json
        ? answer.Items
        : answer.Data is JsonObject data ? data["user"] is JsonArray many ? many.Select(user => user!) : [data["user"]!] : [];
}
