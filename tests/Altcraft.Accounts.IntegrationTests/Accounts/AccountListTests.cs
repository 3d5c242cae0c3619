using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Filters, pages and search of <c>accounts/list</c> (contract, section 6).</summary>
[TestFixture, Parallelizable]
public sealed class AccountListTests : ApiTest
{
    [OneTimeSetUp]
    public async Task CreateAccountsAsync()
    {
        // IDs 6 to 11.
        await CreateAccountAsync(("name", "Anna"), ("title", "100% wool_and \\ 'quotes'"));
        await CreateAccountAsync(("name", "Bert"), ("title", "Straße \"Nord\"; drop table accounts; --"), ("tariff", "Small"));
        await CreateAccountAsync(("name", "Вера"), ("title", "ПРИВЕТ"), ("enable_pixel", true), ("enable_push", true), ("enable_smart_settings", true));
        await CreateAccountAsync(("name", "Jose\u0301"), ("title", "Ὀδυσσεύς"), ("tariff", "Small"));
        await CreateAccountAsync(("name", "deleted"), ("title", "Anna"));
        await CreateAccountAsync(("name", "x.y-z 1"), ("title", "<xml>&amp;</xml>"));
        await UseItemsAsync();
        await DoAsync("accounts/delete", WithId(10));
        await DoAsync("accounts/deactivate", WithId(7));
        await DoAsync("accounts/freeze", new JsonObject { ["id"] = 8, ["frozen_details"] = new JsonObject { ["payment_url"] = "https://a.example" } });
    }

    [TestCase("{}", "6,7,8,9,11")]
    [TestCase("""{"is_active":true}""", "6,8,9,11")]
    [TestCase("""{"is_active":"0"}""", "7")]
    [TestCase("""{"is_frozen":1}""", "8")]
    [TestCase("""{"is_frozen":false}""", "6,7,9,11")]
    [TestCase("""{"is_active":false,"is_frozen":true}""", "")]
    [TestCase("""{"tariff":"SMALL"}""", "7,9")]
    [TestCase("""{"tariff":2,"is_active":true}""", "9")]
    [TestCase("""{"tariff":0}""", "6,7,8,9,11")]
    [TestCase("""{"tariff":"0"}""", "6,7,8,9,11")]
    [TestCase("""{"web_version_policy":1}""", "6,7")]
    [TestCase("""{"web_version_policy":2}""", "")]
    [TestCase("""{"web_version_policy":1,"order":"desc"}""", "7,6")]
    [TestCase("""{"web_version_policy":"1","is_active":true}""", "6")]
    [TestCase("""{"account_postgresql":1,"tariff":"small"}""", "7")]
    [TestCase("""{"account_cache_clickhouse":"cache"}""", "6,7")]
    [TestCase("""{"external_data_connector":"SHOP"}""", "6,7")]
    [TestCase("""{"external_data_connector":"2","is_frozen":true}""", "8")]
    [TestCase("""{"external_data_connector":1,"web_version_policy":1,"account_postgresql":1,"account_cache_clickhouse":3,"search":"anna"}""", "6")]
    [TestCase("""{"external_data_connector":0,"web_version_policy":0,"account_postgresql":"0","account_cache_clickhouse":null}""", "6,7,8,9,11")]
    [TestCase("""{"is_active":"True","is_frozen":"FALSE"}""", "6,9,11")]
    [TestCase("""{"is_active":null,"is_frozen":null,"tariff":null,"search":null}""", "6,7,8,9,11")]
    [TestCase("""{"search":"an"}""", "6")]
    [TestCase("""{"search":"  ANNA "}""", "6")]
    [TestCase("""{"search":"%"}""", "6")]
    [TestCase("""{"search":"_"}""", "6")]
    [TestCase("""{"search":"\\"}""", "6")]
    [TestCase("""{"search":"'quotes'"}""", "6")]
    [TestCase("""{"search":"A%a"}""", "")]
    [TestCase("""{"search":"\"nord\"; DROP"}""", "7")]
    [TestCase("""{"search":"STRASSE"}""", "7")]
    [TestCase("""{"search":"ß"}""", "7")]
    [TestCase("""{"search":"привет"}""", "8")]
    [TestCase("""{"search":"ВЕРА"}""", "8")]
    [TestCase("""{"search":"JOSÉ"}""", "9")]
    [TestCase("""{"search":"ὈΔΥΣΣΕΎΣ"}""", "9")]
    [TestCase("""{"search":"&amp;"}""", "11")]
    [TestCase("""{"search":"Y-Z 1"}""", "11")]
    [TestCase("""{"search":"nobody"}""", "")]
    [TestCase("""{"search":"an","order":"desc"}""", "6")]
    [TestCase("""{"tariff":"small","order":"desc"}""", "9,7")]
    public async Task List_WithFilters_AnswersWhatMatches(string parameters, string ids)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await DoAsync("accounts/list", JsonNode.Parse(parameters)!, wire);

            Assert.That(Ids(answer), Is.EqualTo(ids), wire.ToString());
            Assert.That(answer.TotalCount, Is.EqualTo(answer.Items.Count));
        }
    }

    [TestCase("""{"from_id":0}""", "6,7,8,9,11")]
    [TestCase("""{"from_id":8}""", "8,9,11")]
    [TestCase("""{"from_id":10}""", "11")]
    [TestCase("""{"from_id":12}""", "")]
    [TestCase("""{"from_id":9007199254740991}""", "")]
    [TestCase("""{"limit":1}""", "6")]
    [TestCase("""{"limit":"2","from_id":"7"}""", "7,8")]
    [TestCase("""{"limit":1000}""", "6,7,8,9,11")]
    [TestCase("""{"order":"asc"}""", "6,7,8,9,11")]
    [TestCase("""{"order":null}""", "6,7,8,9,11")]
    [TestCase("""{"order":"desc"}""", "11,9,8,7,6")]
    [TestCase("""{"order":"desc","limit":2}""", "11,9")]
    [TestCase("""{"order":"desc","limit":2,"from_id":10}""", "9,8")]
    [TestCase("""{"order":"desc","from_id":6}""", "6")]
    [TestCase("""{"order":"desc","from_id":0}""", "")]
    public async Task List_OfAPage_CountsAllThatMatch(string parameters, string ids)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await DoAsync("accounts/list", JsonNode.Parse(parameters)!, wire);

            Assert.That((Ids(answer), answer.TotalCount), Is.EqualTo((ids, 5)), wire.ToString());
        }
    }

    [TestCase("""{"limit":0}""", "limit", "out_of_range")]
    [TestCase("""{"limit":1001}""", "limit", "out_of_range")]
    [TestCase("""{"limit":-1}""", "limit", "out_of_range")]
    [TestCase("""{"limit":1.5}""", "limit", "wrong_type")]
    [TestCase("""{"from_id":-1}""", "from_id", "out_of_range")]
    [TestCase("""{"from_id":9007199254740992}""", "from_id", "out_of_range")]
    [TestCase("""{"is_active":"maybe"}""", "is_active", "wrong_type")]
    [TestCase("""{"tariff":"gold"}""", "tariff", "not_found")]
    [TestCase("""{"tariff":99}""", "tariff", "not_found")]
    [TestCase("""{"web_version_policy":"nothing"}""", "web_version_policy", "not_found")]
    [TestCase("""{"account_postgresql":3}""", "account_postgresql", "not_found")]
    [TestCase("""{"account_cache_clickhouse":1}""", "account_cache_clickhouse", "not_found")]
    [TestCase("""{"external_data_connector":99}""", "external_data_connector", "not_found")]
    [TestCase("""{"external_data_connectors":1}""", "external_data_connectors", "unknown_parameter")]
    [TestCase("""{"order":"descending"}""", "order", "bad_value")]
    [TestCase("""{"is_deleted":true}""", "is_deleted", "unknown_parameter")]
    public async Task List_WithABadParameter_NamesIt(string parameters, string field, string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/list", JsonNode.Parse(parameters)!, wire);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (field, code) }));
        }
    }

    [Test]
    public async Task List_OfAnAccount_HasTheDocumentedMembersInOrder([Values] Wire wire)
    {
        await Api.ExecuteAsync("update accounts set is_subscribers_suspend_all = true, is_tariff_exceed = true where id = 8");

        var item = (await DoAsync("accounts/list", new JsonObject { ["from_id"] = 8, ["limit"] = 1 }, wire)).Items.Single().AsObject();

        Assert.That(string.Join('|', item.Select(member => $"{member.Key}={member.Value}")), Is.EqualTo(
            "id=8|name=Вера|title=ПРИВЕТ|timezone=Europe/Moscow|tariff_id=1|is_active=true|pixels_enabled=true|pushes_enabled=true|is_smart=true"
            + "|is_subscribers_suspend_all=true|is_tariff_exceed=true|is_frozen=true"));
    }

    // 6, 7 and 10 use one of everything, 8 the second connector alone. Databases of both kinds share the IDs.
    private Task UseItemsAsync() => Api.ExecuteAsync("""
        update accounts set web_version_policy_id = 1, account_cache_clickhouse_id = (select min(id) from databases where kind = 'clickhouse'),
            account_postgresql_id = (select min(id) from databases where kind = 'postgresql') where id in (6, 7, 10);
        insert into account_external_data_connectors (account_id, position, connector_id) values (6, 1, 2), (6, 2, 1), (7, 1, 1), (10, 1, 1), (8, 1, 2)
        """);

    private static string Ids(Answer answer) => string.Join(',', answer.Items.Select(item => item["id"]!.ToString()));
}
