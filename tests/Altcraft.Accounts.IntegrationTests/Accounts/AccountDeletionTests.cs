using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Delete and restore, and the places of a tariff they free and take (contract, sections 5 and 6).</summary>
[TestFixture, Parallelizable]
public sealed class AccountDeletionTests : ApiTest
{
    [Test]
    public async Task Delete_WhenDone_HidesTheAccountAndFreesItsName([Values] Wire wire)
    {
        var name = NewName("Deleted");
        var id = await CreateAccountAsync(("name", name));
        var entries = await CountEntriesAsync();

        await DoAsync("accounts/delete", WithId(id), wire);
        await DoAsync("accounts/delete", WithId(id), wire);

        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(1), "repeating it writes nothing");
        Assert.That((await SendAsync("accounts/get", WithId(id), wire)).Error, Is.EqualTo(404));
        Assert.That((await SendAsync("accounts/get", new JsonObject { ["name"] = name }, wire)).Error, Is.EqualTo(404));
        var list = await SendAsync("accounts/list", new JsonObject { ["search"] = name }, wire);
        Assert.That((list.Items.Count, list.TotalCount), Is.EqualTo((0, 0)));
        Assert.That(await CreateAccountAsync(("name", name.ToUpperInvariant())), Is.GreaterThan(id));
    }

    [Test]
    public async Task Delete_OfAnUnknownAccount_Answers404([Values] Wire wire) =>
        Assert.That((await SendAsync("accounts/delete", WithId(999_999), wire)).Error, Is.EqualTo(404));

    [Test]
    public async Task Restore_WhenTheNameIsFree_BringsBackTheAccountAsItWas([Values] Wire wire)
    {
        var id = await CreateAccountAsync(("external_data_connectors", new JsonArray(3, 1)));
        await DoAsync("accounts/deactivate", WithId(id));
        var before = await GetAccountAsync(id);
        await DoAsync("accounts/delete", WithId(id));

        Assert.That((await DoAsync("accounts/restore", WithId(id), wire)).SavedId, Is.EqualTo(id));

        var after = await GetAccountAsync(id);
        Assert.That((int)after["account"]!["version"]!, Is.EqualTo((int)before["account"]!["version"]! + 2));
        after["account"]!["version"] = before["account"]!["version"]!.DeepClone();
        Assert.That(after["account"]!.ToJsonString(), Is.EqualTo(before["account"]!.ToJsonString()));
        Assert.That((bool)after["state"]!["is_active"]!, Is.False, "a restored account is as active as it was");
    }

    [Test]
    public async Task Restore_WhenTheNameIsTaken_Answers409AndWorksUnderANewOne([Values] Wire wire)
    {
        var name = NewName("Straße");
        var id = await CreateAccountAsync(("name", name));
        await DoAsync("accounts/delete", WithId(id));
        await CreateAccountAsync(("name", name.Replace("ß", "SS", StringComparison.Ordinal)));

        var taken = await SendAsync("accounts/restore", WithId(id), wire);
        Assert.That((taken.Error, taken.Errors.Single().Field, taken.Errors.Single().Code), Is.EqualTo((409, "name", "taken")));
        var same = await SendAsync("accounts/restore", new JsonObject { ["id"] = id, ["name"] = name.ToUpperInvariant() }, wire);
        Assert.That(same.Error, Is.EqualTo(409));
        Assert.That((taken.ErrorText, same.ErrorText), Is.EqualTo((Taken(name), Taken(name.ToUpperInvariant()))));
        var bad = await SendAsync("accounts/restore", new JsonObject { ["id"] = id, ["name"] = "a@b" }, wire);
        Assert.That(bad.Error, Is.EqualTo(400));

        var newName = NewName("Restored");
        Assert.That((await DoAsync("accounts/restore", new JsonObject { ["id"] = id, ["name"] = newName }, wire)).SavedId, Is.EqualTo(id));
        Assert.That((await GetAccountAsync(id))["account"]!["name"]!.ToString(), Is.EqualTo(newName));
    }

    [Test]
    public async Task Restore_OfAnAccountThatIsNotDeleted_ChangesNothing([Values] Wire wire)
    {
        var id = await CreateAccountAsync();
        var before = await GetAccountAsync(id);
        var entries = await CountEntriesAsync();

        await DoAsync("accounts/restore", new JsonObject { ["id"] = id, ["name"] = NewName() }, wire);

        Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
    }

    [Test]
    public async Task ActivateAndRestore_IntoAFullTariff_Answer402([Values] Wire wire)
    {
        var tariff = await NewTariffAsync(1);
        var inactive = await CreateAccountAsync(("tariff", tariff));
        await DoAsync("accounts/deactivate", WithId(inactive));
        var deleted = await CreateAccountAsync(("tariff", tariff));
        await DoAsync("accounts/delete", WithId(deleted));
        var holder = await CreateAccountAsync(("tariff", tariff));
        var entries = await CountEntriesAsync();

        foreach (var (path, id) in new[] { ("accounts/activate", inactive), ("accounts/restore", deleted) })
        {
            var refused = await SendAsync(path, WithId(id), wire);
            Assert.That((refused.Error, refused.Errors.Single().Code), Is.EqualTo((402, "limit_reached")), refused.Body);
        }

        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        await DoAsync("accounts/delete", WithId(inactive));
        await DoAsync("accounts/restore", WithId(inactive), wire);
        await DoAsync("accounts/activate", WithId(holder), wire);
        await DoAsync("accounts/deactivate", WithId(holder), wire);
        await DoAsync("accounts/activate", WithId(inactive), wire);
    }

    [Test]
    public async Task Activate_WhenSeveralWantTheLastPlaceAtOnce_LetsOneHaveIt()
    {
        var tariff = await NewTariffAsync(2);
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await CreateAccountAsync(("tariff", tariff)));
            await DoAsync("accounts/deactivate", WithId(ids[i]));
        }

        var answers = await Task.WhenAll(ids.Select((id, i) => SendAsync("accounts/activate", WithId(id), (Wire)(i % 2))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(new[] { 0, 0, 402, 402, 402, 402 }));
    }

    private async Task<long> NewTariffAsync(int places) =>
        (await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = places })).SavedId;

    private static string Taken(string name) =>
        $"Conflict: The name \"{name}\" is taken by another account (case is ignored): choose another name.";
}
