using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Audit;

/// <summary>Filters and pages of <c>audit/list</c> (contract, section 9).</summary>
[TestFixture, Parallelizable]
public sealed class AuditListTests : ApiTest
{
    protected override (string Key, string Value)[] Settings => [("Audit:RetentionDays", "36500")];

    [OneTimeSetUp]
    public async Task WriteEntriesAsync()
    {
        // 1: the first token. 2, 3: account 6, made and deleted. 4: tariff 4. 5: token 2. 6: account 7, by token 2. 7: long ago.
        var id = await CreateAccountAsync();
        await DoAsync("accounts/delete", WithId(id));
        await DoAsync("tariffs/save", new JsonObject { ["name"] = "Gold" });
        var (_, secret) = await CreateTokenAsync("accounts.write");
        Assert.That((await SendAsAsync(secret, "accounts/save", NewAccount())).Error, Is.Zero);
        await Api.ExecuteAsync("""
            insert into audit_entries (at, token_id, token_name, address, request_id, action, object_type, object_id, changes)
            values ('2026-01-31T23:59:59.999Z', 9, 'gone', '::1', 'r', 'account.freeze', 'account', 6, '[{"field":"is_frozen","old":false,"new":true}]')
            """);
    }

    [TestCase("{}", "1,2,3,4,5,6,7")]
    [TestCase("""{"object_type":"account"}""", "2,3,6,7")]
    [TestCase("""{"object_type":"account","object_id":6}""", "2,3,7")]
    [TestCase("""{"object_id":"4"}""", "4")]
    [TestCase("""{"action":"account.create"}""", "2,6")]
    [TestCase("""{"token_id":2}""", "6")]
    [TestCase("""{"token_id":9,"action":"account.freeze"}""", "7")]
    [TestCase("""{"until":"2026-02-01T00:00:00Z"}""", "7")]
    [TestCase("""{"until":"2026-02-01t00:00:00.000000000z"}""", "7")]
    [TestCase("""{"until":"2026-01-31T23:59:60Z"}""", "7")]
    [TestCase("""{"until":"2026-02-01T02:59:59.999+03:00"}""", "")]
    [TestCase("""{"since":"2026-01-31T23:59:59.999Z","until":"2026-02-01T00:00:00Z"}""", "7")]
    [TestCase("""{"since":"2026-02-01T00:00:00Z"}""", "1,2,3,4,5,6")]
    [TestCase("""{"object_type":null,"object_id":null,"action":"","token_id":null,"since":null,"until":null}""", "1,2,3,4,5,6,7")]
    public async Task List_WithFilters_AnswersWhatMatches(string parameters, string ids)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await DoAsync("audit/list", JsonNode.Parse(parameters)!, wire);

            Assert.That(string.Join(',', answer.Items.Select(item => item["id"])), Is.EqualTo(ids), wire.ToString());
            Assert.That(answer.TotalCount, Is.EqualTo(answer.Items.Count));
        }
    }

    [TestCase("""{"order":"desc"}""", "7,6,5,4,3,2,1", 7)]
    [TestCase("""{"order":"desc","from_id":5,"limit":2}""", "5,4", 7)]
    [TestCase("""{"order":"desc","object_type":"account","from_id":6}""", "6,3,2", 4)]
    [TestCase("""{"order":"desc","until":"2026-02-01T00:00:00Z"}""", "7", 1)]
    [TestCase("""{"order":"desc","from_id":0}""", "", 7)]
    public async Task List_WhenDescending_AnswersTheNewestFirst(string parameters, string ids, int total)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await DoAsync("audit/list", JsonNode.Parse(parameters)!, wire);

            Assert.That((string.Join(',', answer.Items.Select(item => item["id"])), answer.TotalCount), Is.EqualTo((ids, total)), wire.ToString());
        }
    }

    [Test]
    public async Task List_OfAPage_CountsAllThatMatch([Values] Wire wire)
    {
        var answer = await DoAsync("audit/list", new JsonObject { ["object_type"] = "account", ["from_id"] = 3, ["limit"] = 2 }, wire);

        Assert.That((string.Join(',', answer.Items.Select(item => item["id"])), answer.TotalCount), Is.EqualTo(("3,6", 4)));
    }

    [TestCase("""{"limit":1001}""", "limit", "out_of_range")]
    [TestCase("""{"object_id":0}""", "object_id", "out_of_range")]
    [TestCase("""{"since":"yesterday"}""", "since", "wrong_type")]
    [TestCase("""{"until":"2026-02-30T00:00:00Z"}""", "until", "wrong_type")]
    [TestCase("""{"account":1}""", "account", "unknown_parameter")]
    [TestCase("""{"action":"account"}""", "action", "bad_value")]
    [TestCase("""{"object_type":"Account"}""", "object_type", "bad_value")]
    [TestCase("""{"since":"2026-02-01T00:00:00.001Z","until":"2026-02-01T03:00:00+03:00"}""", "since", "out_of_range")]
    public async Task List_WithABadParameter_NamesIt(string parameters, string field, string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("audit/list", JsonNode.Parse(parameters)!, wire);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (field, code) }), answer.Body);
        }
    }

    [TestCase("""{"action":"account.frezze"}""", "Did you mean \"account.freeze\"?")]
    [TestCase("""{"order":"dsec"}""", "Did you mean \"desc\"?")]
    [TestCase("""{"object_type":"acount"}""", "Did you mean \"account\"?")]
    [TestCase("""{"since":"2026-02-02T00:00:00Z","until":"2026-02-01T00:00:00Z"}""", "since must not be after until.")]
    public async Task List_WithAFilterThatMatchesNothingEver_SaysWhatWasMeant(string parameters, string message)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("audit/list", JsonNode.Parse(parameters)!, wire);
            Assert.That(answer.Errors.Single().Message, Does.EndWith(message));
        }
    }

    [Test]
    public async Task List_WithAnEmptyInterval_AnswersNothing([Values] Wire wire)
    {
        var moment = new JsonObject { ["since"] = "2026-01-31T23:59:59.999Z", ["until"] = "2026-01-31T23:59:59.999Z" };

        Assert.That((await DoAsync("audit/list", moment, wire)).TotalCount, Is.Zero);
    }
}
