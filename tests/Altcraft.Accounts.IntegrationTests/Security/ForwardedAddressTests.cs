using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>The caller's address behind known proxies, whatever the caller has written into the header (contract, section 9).</summary>
[TestFixture]
public sealed class ForwardedAddressTests : ApiTest
{
    private const string Wrong = "aat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    protected override (string Key, string Value)[] Settings =>
        [("Proxies:Known", "::ffff:127.0.0.1, 10.1.0.0/16"), ("WrongTokens:PerMinute", "2")];

    [TestCase("203.0.113.9", "203.0.113.9")]
    [TestCase("\"198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [TestCase("for=\"a\\\", 198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [TestCase("nonsense,, 203.0.113.9 ,", "203.0.113.9")]
    [TestCase("::ffff:203.0.113.9", "203.0.113.9")]
    [TestCase("203.0.113.9, ::ffff:10.1.2.3", "203.0.113.9")]
    [TestCase("203.0.113.9:4711", "203.0.113.9")]
    [TestCase("2001:DB8:0:0::1", "2001:db8::1")]
    [TestCase("\"", "127.0.0.1")]
    [TestCase("203.0.113.9, unknown", "127.0.0.1")]
    public async Task Journal_WhenForwarded_HasTheRightmostAddressThatIsNoProxys(string header, string address)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var saved = await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff") }, wire, ("X-Forwarded-For", header));

            var entries = await DoAsync("audit/list", new JsonObject { ["object_type"] = "tariff", ["object_id"] = saved.SavedId }, wire);

            Assert.That(entries.Items.Single()["address"]!.ToString(), Is.EqualTo(address));
        }
    }

    [Test]
    public async Task WrongTokens_WhenTheCallersPartIsUnbalanced_CountTheCaller([Values] Wire wire)
    {
        var caller = wire == Wire.Json ? "203.0.113.50" : "203.0.113.51";
        var errors = new List<int>();
        foreach (var forwarded in new[] { $"\"1, {caller}", $"\"2, ::ffff:{caller}", $"\"3, {caller}, 10.1.2.3", "\"4, 203.0.113.52" })
        {
            (string, string)[] headers = [("Authorization", "Bearer " + Wrong), ("X-Forwarded-For", forwarded)];
            var answer = await SendTextAsync("accounts/list", WireBody.Of(new JsonObject(), wire), wire, headers);
            errors.Add(answer.Error);
        }

        Assert.That(errors.Take(3), Is.EqualTo([401, 401, 429]));
        Assert.That(errors[3], Is.EqualTo(401), "another caller behind the same proxy");
    }

    [Test]
    public async Task Address_OnASocketForBothKinds_IsIPv4()
    {
        await using var service = await ServiceProcess.ServeAsync(Api.ConnectionString, "--urls=http://*:0");
        using var client = new HttpClient { BaseAddress = new UriBuilder(service.Client.BaseAddress!) { Host = "127.0.0.1" }.Uri };

        var saved = await new Call("tariffs/save") { Text = $$"""{"name":"{{NewName("tariff")}}"}""" }.AnswerAsync(client);

        var address = await Api.ScalarAsync<string>(
            $"select address from audit_entries where object_type = 'tariff' and object_id = {saved.SavedId}");
        Assert.That(address, Is.EqualTo("127.0.0.1"));
        Assert.That(() => service.Lines, Has.Some.Contains("tariffs/save 200").And.Some.Contains(" address=127.0.0.1 ").After(5000, 20));
    }
}
