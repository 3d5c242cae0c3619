using System.Globalization;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>Times as clients of many languages write them, and how they are answered (contract, section 4).</summary>
[TestFixture, Parallelizable]
public sealed class TimestampTests : ApiTest
{
    [TestCase("2099-01-31T12:00:00Z", "2099-01-31T12:00:00Z")]
    [TestCase("2099-01-31t12:00:00z", "2099-01-31T12:00:00Z")]
    [TestCase(" 2099-01-31T12:00:00Z ", "2099-01-31T12:00:00Z")]
    [TestCase("2099-01-31T12:00:00.5Z", "2099-01-31T12:00:00.5Z")]
    [TestCase("2099-01-31T12:00:00.123456789Z", "2099-01-31T12:00:00.123456Z")]
    [TestCase("2099-01-31T12:00:00.000000000Z", "2099-01-31T12:00:00Z")]
    [TestCase("2099-01-31T12:00:00.99999999999999999999999999999999Z", "2099-01-31T12:00:00.999999Z")]
    [TestCase("2099-01-31T15:00:00+03:00", "2099-01-31T12:00:00Z")]
    [TestCase("2099-01-31t06:30:00.000001-05:30", "2099-01-31T12:00:00.000001Z")]
    [TestCase("2099-01-31T12:00:00-00:00", "2099-01-31T12:00:00Z")]
    [TestCase("2099-02-01T11:59:00+23:59", "2099-01-31T12:00:00Z")]
    [TestCase("2099-06-30T23:59:60Z", "2099-07-01T00:00:00Z")]
    [TestCase("2099-07-01T02:59:60.25+03:00", "2099-07-01T00:00:00.25Z")]
    public async Task Time_WhenItIsRfc3339_IsAnsweredInUtcAndTakenBack(string sent, string answered)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var first = await ExpiryAsync(sent, wire);
            var again = await ExpiryAsync(first, wire);

            Assert.That((first, again), Is.EqualTo((answered, answered)));
        }
    }

    [TestCase("2099-01-31T12:00:00.Z")]
    [TestCase("2099-01-31T12:00:00,5Z")]
    [TestCase("2099-01-31T12:00:00")]
    [TestCase("2099-01-31 12:00:00Z")]
    [TestCase("2099-01-31T12:00Z")]
    [TestCase("2099-01-31")]
    [TestCase("20990131T120000Z")]
    [TestCase("2099-02-29T12:00:00Z")]
    [TestCase("2099-01-31T24:00:00Z")]
    [TestCase("2099-01-31T12:60:00Z")]
    [TestCase("2099-01-31T12:00:60Z")]
    [TestCase("2099-01-31T12:00:61Z")]
    [TestCase("2099-01-30T23:59:60Z")]
    [TestCase("2099-07-01T23:59:60+03:00")]
    [TestCase("2099-01-31T12:00:00+03")]
    [TestCase("2099-01-31T12:00:00+0300")]
    [TestCase("2099-01-31T12:00:00+24:00")]
    [TestCase("2099-01-31T12:00:00+03:60")]
    [TestCase("2099-01-31T12:00:00ZZ")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("２０99-01-31T12:00:00Z")]
    public async Task Time_WhenItIsNotRfc3339_IsRefusedEverywhere(string sent) => await AssertRefusedAsync(sent, "wrong_type");

    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("9999-12-31T23:59:59.9999999Z")]
    [TestCase("9999-12-31T23:59:59-23:59")]
    [TestCase("2999-01-01T00:00:00Z")]
    public async Task Time_WhenItIsMoreThanACenturyAhead_IsRefusedEverywhere(string sent) => await AssertRefusedAsync(sent, "out_of_range");

    [Test]
    public async Task Time_AtACenturyAhead_IsTheLimit([Values] Wire wire)
    {
        var limit = TimeProvider.System.GetUtcNow().AddYears(100);
        var allowed = limit.AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        Assert.That(await ExpiryAsync(allowed, wire), Is.EqualTo(allowed));
        await AssertRefusedAsync(limit.AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "out_of_range");
    }

    [Test]
    public async Task Time_StoredByAnOlderVersionAsInfinity_IsAnsweredInAFormThatIsRead([Values] Wire wire)
    {
        var (id, _) = await CreateTokenAsync("accounts.read");
        await Api.ExecuteAsync($"update tokens set expires_at = 'infinity' where id = {id}");

        var answered = await ExpiryAsync(id, wire);

        Assert.That(answered, Is.EqualTo("9999-12-31T23:59:59.9999999Z"));
        await AssertRefusedAsync(answered, "out_of_range");
    }

    private async Task<string> ExpiryAsync(string expiry, Wire wire)
    {
        var parameters = new JsonObject { ["name"] = NewName("token"), ["scopes"] = new JsonArray("accounts.read"), ["expires_at"] = expiry };
        var created = await DoAsync("tokens/create", parameters, wire);
        return await ExpiryAsync(long.Parse(created.Data!["id"]!.ToString(), CultureInfo.InvariantCulture), wire);
    }

    private async Task<string> ExpiryAsync(long id, Wire wire) =>
        (await DoAsync("tokens/list", new JsonObject { ["from_id"] = id, ["limit"] = 1 }, wire)).Items.Single()["expires_at"]!.ToString();

    private async Task AssertRefusedAsync(string sent, string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            foreach (var (path, field) in new[] { ("tokens/create", "expires_at"), ("audit/list", "since"), ("audit/list", "until") })
            {
                var parameters = path == "audit/list" ? new JsonObject() : new JsonObject { ["name"] = "n", ["scopes"] = new JsonArray("*") };
                parameters[field] = sent;

                var answer = await SendAsync(path, parameters, wire);

                Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (field, code) }), answer.Body);
            }
        }
    }
}
