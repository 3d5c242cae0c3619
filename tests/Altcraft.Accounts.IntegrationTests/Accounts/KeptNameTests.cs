using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Names from before a rule keep working: what has one is read, found and changed, as long as it keeps the name (contract, section 5).</summary>
[TestFixture]
public sealed class KeptNameTests : ApiTest
{
    [Test]
    public async Task Account_WithANameThatIsRefusedToday_CanBeReadAndSentBack([Values] Wire wire, [Values("Cофт", "..", "x\ufe0f")] string name)
    {
        var id = await CreateAccountAsync();
        var given = wire == Wire.Json ? name : name + name;
        await Api.ExecuteAsync($"update accounts set name = '{given}', name_key = '{given.Replace("\ufe0f", "", StringComparison.Ordinal).ToLowerInvariant()}' where id = {id}");

        var account = (await DoAsync("accounts/get", new JsonObject { ["name"] = given }, wire)).Data!["account"]!.DeepClone();
        account["title"] = "Another title";
        await DoAsync("accounts/save", account, wire);

        var after = (await GetAccountAsync(id))["account"]!;
        Assert.That((after["name"]!.ToString(), after["title"]!.ToString()), Is.EqualTo((given, "Another title")));
    }

    [Test]
    public async Task Account_WithANameThatIsRefusedToday_CannotTakeAnotherSuchName([Values] Wire wire)
    {
        var id = await CreateAccountAsync();
        await Api.ExecuteAsync($"update accounts set name = 'Cофт {id}', name_key = 'cофт {id}' where id = {id}");

        foreach (var (name, title, errors) in new[]
        {
            ("Cофт", "A title", "name bad_character"),
            ($"Cофт {id}", "", "title missing"),
            ("..", "", "name bad_value, title missing"),
        })
        {
            var answer = await SendAsync("accounts/save", NewAccount(("id", id), ("name", name), ("title", title)), wire);
            Assert.That(string.Join(", ", answer.Errors.Select(error => $"{error.Field} {error.Code}")), Is.EqualTo(errors), answer.Body);
        }

        var created = await SendAsync("accounts/save", NewAccount(("name", $"Cофт {id}")), wire);
        Assert.That(created.Errors.Single().Code, Is.EqualTo("bad_character"), "for a new account it is refused");
    }

    [Test]
    public async Task Account_WhenItsNameIsSentTwice_IsRefused([Values] Wire wire)
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        var body = WireBody.Of(NewAccount(("id", id), ("name", name)), wire);
        var once = wire == Wire.Json ? $"\"name\":\"{name}\"" : $"<name>{name}</name>";
        var twice = body.Replace(once, once + (wire == Wire.Json ? "," : string.Empty) + once.Replace(name, "other", StringComparison.Ordinal), StringComparison.Ordinal);

        var answer = await SendTextAsync("accounts/save", twice, wire, ("Authorization", "Bearer " + ApiHost.AdminToken));

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("name", "repeated") }), answer.Body);
    }

    [Test]
    public async Task DirectoryItem_WithANameThatIsRefusedToday_CanBeReferredToAndSentBack([Values] Wire wire)
    {
        var name = $"⭐\ufe0f {wire}";
        var id = (await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff") })).SavedId;
        await Api.ExecuteAsync($"update tariffs set name = '{name}', name_key = '⭐ {wire.ToString().ToLowerInvariant()}' where id = {id}");

        await DoAsync("tariffs/save", new JsonObject { ["id"] = id, ["name"] = name, ["description"] = "Another" }, wire);
        var account = await DoAsync("accounts/save", NewAccount(("tariff", name)), wire);

        Assert.That((await GetAccountAsync(account.SavedId))["account"]!["tariff"]!.ToString(), Is.EqualTo($"{id}"));
        Assert.That((await SendAsync("tariffs/save", new JsonObject { ["id"] = id, ["name"] = name + "s\ufe0f" }, wire)).Errors.Single().Code, Is.EqualTo("bad_character"));
    }
}
