using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary><c>validate_only</c>: everything is checked, nothing is stored (contract, section 5).</summary>
[TestFixture, Parallelizable]
public sealed class SaveTrialTests : ApiTest
{
    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenItIsATrial_StoresNothing(Wire wire)
    {
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        var before = await AllAsync();

        var parameters = NewAccount(("validate_only", true), ("title", "new"), ("external_data_connectors", new JsonArray(1)));
        var create = await SendAsync("accounts/save", parameters, wire);
        parameters["id"] = id;
        var update = await SendAsync("accounts/save", parameters, wire);

        Assert.That((create.Error, create.SavedId), Is.EqualTo((0, 0)), create.Body);
        Assert.That((update.Error, update.SavedId), Is.EqualTo((0, id)), update.Body);
        Assert.That(await AllAsync(), Is.EqualTo(before));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenItIsATrial_FindsWhatTheSaveWouldFind(Wire wire)
    {
        var taken = NewName();
        await CreateAccountAsync(("name", taken));
        var name = NewName();
        var id = await CreateAccountAsync(("name", name));
        var tariff = await FullTariffAsync();
        var before = await AllAsync();

        (int Error, string Field, JsonObject Parameters)[] saves =
        [
            (409, "name", NewAccount(("name", taken.ToUpperInvariant()))),
            (409, "name", NewAccount(("id", id), ("name", taken))),
            (402, "tariff", NewAccount(("tariff", tariff))),
            (402, "tariff", NewAccount(("id", id), ("name", name), ("tariff", tariff))),
            (404, "id", NewAccount(("id", 4711))),
            (409, "version", NewAccount(("id", id), ("name", name), ("version", 2))),
            (400, "external_data_connectors", NewAccount(("external_data_connectors", new JsonArray(999)))),
            (400, "tz", NewAccount(("tz", "nowhere"))),
        ];
        foreach (var (error, field, parameters) in saves)
        {
            var save = await SendAsync("accounts/save", parameters, wire);
            parameters["validate_only"] = true;
            var trial = await SendAsync("accounts/save", parameters, wire);

            Assert.That((trial.Error, trial.Errors.Single().Field), Is.EqualTo((error, field)), trial.Body);
            Assert.That((save.Error, save.ErrorText), Is.EqualTo((trial.Error, trial.ErrorText)));
        }

        Assert.That(await AllAsync(), Is.EqualTo(before));
    }

    private async Task<long> FullTariffAsync()
    {
        var tariff = (await SendAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = 1 })).SavedId;
        await CreateAccountAsync(("tariff", tariff));
        return tariff;
    }

    private Task<string> AllAsync() => Api.ScalarAsync<string>("""
        select (select string_agg(a::text, e'\n' order by id) from accounts a)
            || (select count(*) from account_external_data_connectors) || ' ' || (select count(*) from audit_entries)
        """);
}
