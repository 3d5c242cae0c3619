using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Active and frozen are independent, and repeating a change succeeds without a trace (contract, section 6).</summary>
[TestFixture, Parallelizable]
public sealed class AccountStateTests : ApiTest
{
    private const string Url = "https://pay.example.com/7";

    [Test]
    public async Task Change_FromAnyState_ChangesItsOwnStateAlone(
        [Values] Wire wire,
        [Values] bool isActive,
        [Values] bool isFrozen,
        [Values("activate", "deactivate", "freeze", "unfreeze")] string change)
    {
        var id = await CreateAccountAsync();
        await Api.ExecuteAsync(
            $"update accounts set is_active = {isActive}, is_frozen = {isFrozen}, frozen_payment_url = {(isFrozen ? $"'{Url}'" : "null")} where id = {id}");
        var (active, frozen) = change switch
        {
            "activate" => (true, isFrozen),
            "deactivate" => (false, isFrozen),
            "freeze" => (isActive, true),
            _ => (isActive, false),
        };
        var entries = await CountEntriesAsync();

        await DoAsync("accounts/" + change, change == "freeze" ? Freeze(id, Url) : WithId(id), wire);

        var changes = (active, frozen) == (isActive, isFrozen) ? 0 : 1;
        var account = await GetAccountAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That((bool)account["state"]!["is_active"]!, Is.EqualTo(active));
            Assert.That((bool)account["state"]!["is_frozen"]!, Is.EqualTo(frozen));
            Assert.That(account["state"]!["frozen_details"]?["payment_url"]?.ToString(), Is.EqualTo(frozen ? Url : null));
            Assert.That((int)account["account"]!["version"]!, Is.EqualTo(1 + changes), "a change that changes nothing makes no version");
        });
        Assert.That(await CountEntriesAsync() - entries, Is.EqualTo(changes), "nor an entry of the journal");
    }

    [Test]
    public async Task Freeze_WhenFrozen_ReplacesTheDetails([Values] Wire wire)
    {
        var id = await CreateAccountAsync();
        await DoAsync("accounts/freeze", Freeze(id, Url), wire);

        await DoAsync("accounts/freeze", Freeze(id, "http://pay.example.com/8?x=1&y=2"), wire);

        Assert.That((await GetAccountAsync(id))["state"]!["frozen_details"]!["payment_url"]!.ToString(), Is.EqualTo("http://pay.example.com/8?x=1&y=2"));
    }

    [TestCase("HTTP://Pay.Example.com", "http://pay.example.com")]
    [TestCase("https://оплата.рф/счёт?№=7", "https://xn--80aa5alfu.xn--p1ai/%D1%81%D1%87%D1%91%D1%82?%E2%84%96=7")]
    [TestCase("https://①.example.com/①", "https://1.example.com/%E2%91%A0")]
    public async Task Freeze_WithAUrlThatHidesWhereItLeads_ShowsIt(string url, string canonical)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var id = await CreateAccountAsync();

            await DoAsync("accounts/freeze", Freeze(id, url), wire);

            var account = await DoAsync("accounts/get", WithId(id), wire);
            Assert.That(account.Data!["state"]!["frozen_details"]!["payment_url"]!.ToString(), Is.EqualTo(canonical));
            var journal = await DoAsync("audit/list", new JsonObject { ["object_id"] = id, ["action"] = "account.freeze" }, wire);
            Assert.That(journal.Body, Does.Contain(canonical));
            await DoAsync("accounts/freeze", Freeze(id, canonical), wire);
            Assert.That((int)(await GetAccountAsync(id))["account"]!["version"]!, Is.EqualTo(2), "the same URL in another spelling changes nothing");
        }
    }

    [TestCase("https://1א.com/", "bad_value")]
    [TestCase("https://xn--1-0hc.com/", "bad_value")]
    [TestCase("https://exam\u200dple.com/", "bad_value")]
    [TestCase("https://pay.example.com/a\u00a0b", "bad_value")]
    [TestCase("https://exam\u00adple.com/", "bad_character")]
    [TestCase("https://pay.example.com/\u202e7", "bad_character")]
    [TestCase("", "missing")]
    [TestCase("/7", "bad_value")]
    [TestCase("pay.example.com/7", "bad_value")]
    [TestCase("ftp://pay.example.com/7", "bad_value")]
    [TestCase("javascript:alert(1)", "bad_value")]
    [TestCase("https:", "bad_value")]
    [TestCase("https://", "bad_value")]
    [TestCase("https://pay.example.com/a b", "bad_value")]
    [TestCase("https://user@pay.example.com/", "bad_value")]
    [TestCase("https://user:secret@pay.example.com/", "bad_value")]
    [TestCase("https://@pay.example.com/", "bad_value")]
    public async Task Freeze_WithoutAUsableUrl_IsRefused(string url, string code)
    {
        var id = await CreateAccountAsync();
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/freeze", Freeze(id, url), wire);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("frozen_details.payment_url", code) }));
        }
    }

    [TestCase(2048, 0)]
    [TestCase(2049, 400)]
    public async Task Freeze_AtTheLongestUrl_CountsCharacters(int length, int error)
    {
        var id = await CreateAccountAsync();
        foreach (var wire in Enum.GetValues<Wire>())
        {
            Assert.That((await SendAsync("accounts/freeze", Freeze(id, (Url + "/").PadRight(length, 'x')), wire)).Error, Is.EqualTo(error));
        }
    }

    [Test]
    public async Task Freeze_WithoutDetails_FreezesAndClearsEarlierOnes([Values] Wire wire, [Values] bool wasFrozen, [Values] bool isNull)
    {
        var id = await CreateAccountAsync();
        if (wasFrozen)
        {
            await DoAsync("accounts/freeze", Freeze(id, Url), wire);
        }

        var parameters = WithId(id);
        if (isNull)
        {
            parameters["frozen_details"] = null;
        }

        await DoAsync("accounts/freeze", parameters, wire);

        var state = (await SendAsync("accounts/get", WithId(id))).Data!["state"]!;
        Assert.That(((bool)state["is_frozen"]!, state["frozen_details"]), Is.EqualTo((true, (JsonNode?)null)));
    }

    [Test]
    public async Task Freeze_WithDetailsThatHaveNoUrl_NamesTheMissingParameter([Values] Wire wire)
    {
        var parameters = WithId(await CreateAccountAsync());
        parameters["frozen_details"] = new JsonObject { ["payment_url"] = null };

        var answer = await SendAsync("accounts/freeze", parameters, wire);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("frozen_details.payment_url", "missing") }));
    }

    [Test]
    public async Task Unfreeze_WithDetails_IgnoresThem([Values] Wire wire, [Values(Url, "not a URL", "", null)] string? url)
    {
        var id = await CreateAccountAsync();
        await DoAsync("accounts/freeze", Freeze(id, Url), wire);
        var parameters = WithId(id);
        parameters["frozen_details"] = new JsonObject { ["payment_url"] = url };

        await DoAsync("accounts/unfreeze", parameters, wire);

        var state = (await GetAccountAsync(id))["state"]!;
        Assert.That(((bool)state["is_frozen"]!, state["frozen_details"]), Is.EqualTo((false, (JsonNode?)null)));
    }

    [Test]
    public async Task Change_OfAnAccountThatIsNotThere_Answers404(
        [Values] Wire wire, [Values] bool wasDeleted, [Values("activate", "deactivate", "freeze", "unfreeze")] string change)
    {
        var id = 999_999L;
        if (wasDeleted)
        {
            id = await CreateAccountAsync();
            await DoAsync("accounts/delete", WithId(id));
        }

        var answer = await SendAsync("accounts/" + change, change == "freeze" ? Freeze(id, Url) : WithId(id), wire);

        Assert.That(answer.Error, Is.EqualTo(404), answer.Body);
        Assert.That(answer.Errors.Single().Field, Is.EqualTo("id"));
    }

    [TestCase("is_active")]
    [TestCase("is_frozen")]
    [TestCase("frozen_details")]
    public async Task Save_WithState_IsRefused(string parameter)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/save", NewAccount((parameter, true)), wire);

            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (parameter, "unknown_parameter") }));
        }
    }

    private static JsonObject Freeze(long id, string url) => new()
    {
        ["id"] = id,
        ["frozen_details"] = new JsonObject { ["payment_url"] = url },
    };
}
