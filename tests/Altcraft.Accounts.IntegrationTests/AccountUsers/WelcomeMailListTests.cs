using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary><c>accounts/users/welcome_mails</c> (contract, section 12). The service has no mail server, so nothing is sent.</summary>
[TestFixture, Parallelizable]
public sealed class WelcomeMailListTests : ApiTest
{
    private long _first;
    private long _second;

    [OneTimeSetUp]
    public async Task CreateMailsAsync()
    {
        _first = await CreateAccountAsync(("name", "first"));
        _second = await CreateAccountAsync(("name", "second"));
        var deleted = await CreateAccountAsync();
        foreach (var (account, name) in new[] { (_first, "waits"), (_first, "given-up"), (_first, "sent"), (_second, "new"), (deleted, "out-of-reach") })
        {
            await DoAsync("accounts/users/add", new JsonObject { ["account_id"] = account, ["name"] = name, ["email"] = "a@example.com" });
        }

        // In the order of these rows: IDs 1 to 5.
        await Api.ExecuteAsync($"""
            insert into welcome_mails (account_id, name_key, request_id, requested_at, attempts, next_attempt_at, given_up_at, last_error, code_hash)
            values ({_first}, 'waits', 'r', '2026-01-01Z', 2, '2030-01-02T03:04:05Z', null, 'no answer', sha256('code')),
                   ({_first}, 'given-up', 'r', '2026-01-01Z', 9, null, '2026-01-02Z', 'refused', null),
                   ({_first}, 'sent', 'r', '2026-01-01Z', 1, null, null, null, sha256('other')),
                   ({_second}, 'new', 'r', '2026-01-01Z', 0, '2026-01-01Z', null, null, null),
                   ({deleted}, 'out-of-reach', 'r', '2026-01-01Z', 9, null, '2026-01-02Z', 'refused', null)
            """);
        await DoAsync("accounts/delete", WithId(deleted));
    }

    [Test]
    public async Task List_OfAll_ShowsWhatWaitsAndWhatWasGivenUp([Values] Wire wire)
    {
        var answer = await DoAsync("accounts/users/welcome_mails", new JsonObject(), wire);

        Assert.That(answer.Items.Select(item => string.Join('|', item.AsObject().Select(member => $"{member.Key}={member.Value}"))), Is.EqualTo(new[]
        {
            $"id=1|account_id={_first}|account_name=first|username=waits|state=waiting|attempts=2|last_error=no answer"
                + "|requested_at=2026-01-01T00:00:00Z|next_attempt_at=2030-01-02T03:04:05Z|given_up_at=",
            $"id=2|account_id={_first}|account_name=first|username=given-up|state=given_up|attempts=9|last_error=refused"
                + "|requested_at=2026-01-01T00:00:00Z|next_attempt_at=|given_up_at=2026-01-02T00:00:00Z",
            $"id=4|account_id={_second}|account_name=second|username=new|state=waiting|attempts=0|last_error="
                + "|requested_at=2026-01-01T00:00:00Z|next_attempt_at=2026-01-01T00:00:00Z|given_up_at=",
        }));
        Assert.That(answer.TotalCount, Is.EqualTo(3));
    }

    [TestCase("""{"account_id":1}""", "1,2", 2)]
    [TestCase("""{"account_id":"1","from_id":2,"limit":1}""", "2", 2)]
    [TestCase("""{"from_id":3}""", "4", 3)]
    [TestCase("""{"limit":1,"account_id":null}""", "1", 3)]
    public async Task List_OfAPage_CountsAllThatMatch(string parameters, string ids, int total)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var sent = JsonNode.Parse(parameters)!;
            sent["account_id"] = sent["account_id"] is null ? null : _first;

            var answer = await DoAsync("accounts/users/welcome_mails", sent, wire);

            Assert.That((string.Join(',', answer.Items.Select(item => item["id"])), answer.TotalCount), Is.EqualTo((ids, total)), wire.ToString());
        }
    }

    [TestCase("""{"account_id":999999}""", 404, "account_id", "not_found")]
    [TestCase("""{"account_id":0}""", 400, "account_id", "out_of_range")]
    [TestCase("""{"limit":1001}""", 400, "limit", "out_of_range")]
    [TestCase("""{"acount_id":1}""", 400, "acount_id", "unknown_parameter")]
    public async Task List_WithABadParameter_NamesIt(string parameters, int error, string field, string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/users/welcome_mails", JsonNode.Parse(parameters)!, wire);

            Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
            Assert.That(answer.Errors.Select(problem => (problem.Field, problem.Code)), Is.EqualTo(new[] { (field, code) }));
        }
    }
}
