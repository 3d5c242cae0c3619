using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary><c>max_accounts</c> of a tariff (contract, section 5): 402 beyond it, also when many ask at once.</summary>
[TestFixture, Parallelizable]
public sealed class SaveLimitTests : ApiTest
{
    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenTheTariffIsFull_Answers402(Wire wire)
    {
        var tariff = await NewTariffAsync(1);
        var first = await CreateAccountAsync(("tariff", tariff));
        var elsewhere = await CreateAccountAsync();

        var create = await SendAsync("accounts/save", NewAccount(("tariff", tariff)), wire);
        var move = await SendAsync("accounts/save", NewAccount(("id", elsewhere), ("tariff", tariff)), wire);
        var stay = await SendAsync("accounts/save", NewAccount(("id", first), ("tariff", tariff)), wire);

        foreach (var refused in new[] { create, move })
        {
            Assert.That((refused.Status, refused.Error), Is.EqualTo((HttpStatusCode.PaymentRequired, 402)), refused.Body);
            Assert.That(refused.ErrorText, Does.StartWith("Tariff limit reached"));
            Assert.That(refused.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("tariff", "limit_reached") }));
            Assert.That(refused.Errors[0].Message, Does.Contain("allows 1 active account, and it already has one: "));
        }

        Assert.That(stay.Error, Is.Zero, stay.Body);
        Assert.That(SaveCase.Plain((await GetAccountAsync(elsewhere))["account"]!["tariff"]), Is.EqualTo("1"));
    }

    [Test]
    public async Task Save_WhenTheTariffAllowsNone_Answers402()
    {
        var tariff = await NewTariffAsync(0);

        var answer = await SendAsync("accounts/save", NewAccount(("tariff", tariff)));

        Assert.That(answer.Error, Is.EqualTo(402));
        Assert.That(answer.Errors[0].Message, Does.EndWith("allows no active accounts: choose another tariff."));
    }

    [TestCase("accounts/delete")]
    [TestCase("accounts/deactivate")]
    public async Task Save_WhenAnAccountLeavesItsPlace_TakesIt(string path)
    {
        var tariff = await NewTariffAsync(1);
        var first = await CreateAccountAsync(("tariff", tariff));
        await SendAsync(path, new JsonObject { ["id"] = first });

        Assert.That((await SendAsync("accounts/save", NewAccount(("tariff", tariff)))).Error, Is.Zero);
        Assert.That((await SendAsync("accounts/save", NewAccount(("tariff", tariff)))).Error, Is.EqualTo(402));
    }

    [Test]
    public async Task Save_WhenAnInactiveAccountMovesToAFullTariff_NeedsNoPlace()
    {
        var tariff = await NewTariffAsync(0);
        var id = await CreateAccountAsync();
        await SendAsync("accounts/deactivate", new JsonObject { ["id"] = id });

        Assert.That((await SendAsync("accounts/save", NewAccount(("id", id), ("tariff", tariff)))).Error, Is.Zero);
        Assert.That((await SendAsync("accounts/activate", new JsonObject { ["id"] = id })).Error, Is.EqualTo(402));
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(19)]
    public async Task Save_WhenManyAskForTheLastPlaces_FillsThemExactly(int max)
    {
        var tariff = await NewTariffAsync(max);
        var moving = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAccountAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i < moving.Length
            ? SendAsync("accounts/save", NewAccount(("id", moving[i]), ("tariff", tariff)), Wire.Xml)
            : SendAsync("accounts/save", NewAccount(("tariff", tariff)))));

        Assert.That(answers.Count(answer => answer.Error == 0), Is.EqualTo(max));
        Assert.That(answers.Count(answer => answer.Error == 402), Is.EqualTo(20 - max), string.Join('\n', answers.Select(answer => answer.Body)));
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from accounts where tariff_id = {tariff}"), Is.EqualTo(max));
    }

    [Test]
    public async Task Save_WhenTheLimitIsSetByAnotherReplica_HoldsAtOnce()
    {
        // This service still remembers the tariff as unlimited.
        var tariff = await NewTariffAsync(null);
        await CreateAccountAsync(("tariff", tariff));
        await Api.ExecuteAsync($"update tariffs set max_accounts = 1, version = version + 1 where id = {tariff}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync("accounts/save", NewAccount(("tariff", tariff)))));

        Assert.That(answers.Select(answer => answer.Error), Is.All.EqualTo(402));
    }

    private async Task<long> NewTariffAsync(int? max)
    {
        var answer = await SendAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff"), ["max_accounts"] = max });
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer.SavedId;
    }
}
