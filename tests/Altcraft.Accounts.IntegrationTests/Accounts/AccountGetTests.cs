using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>What <c>accounts/get</c> answers can be sent back as it is (contract, section 6).</summary>
[TestFixture, Parallelizable]
public sealed class AccountGetTests : ApiTest
{
    [TestCase("{}")]
    [TestCase("""{"external_data_connectors":[4]}""")]
    [TestCase("""
        {"title":"<b> & \"quotes\" 'and' ]]>","web_version_policy":2,"account_postgresql":"Main","account_cache_clickhouse":3,
         "external_data_connectors":["Events",1,2],"reports_day":7,"reports_hour":0,"force_2fa_auth":true,"enable_push":true,
         "enable_smart_settings":true,"enable_pixel":true,"enable_track_email_replies":true,"custom_push_domain":"пуш.example.com"}
        """)]
    public async Task Get_SentBackToSave_ChangesNothing(string parameters)
    {
        var id = await CreateAccountAsync([.. JsonNode.Parse(parameters)!.AsObject().Select(member => (member.Key, member.Value?.DeepClone()))]);
        await DoAsync("accounts/freeze", new JsonObject { ["id"] = id, ["frozen_details"] = new JsonObject { ["payment_url"] = "https://a.example" } });
        var before = await GetAccountAsync(id);
        var entries = await CountEntriesAsync();
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var read = await DoAsync("accounts/get", WithId(id), wire);
            var account = wire == Wire.Json
                ? read.Data!["account"]!.ToJsonString()
                : new XElement("xml", XElement.Parse(read.Body).Element("data")!.Element("account")!.Elements()).ToString(SaveOptions.DisableFormatting);

            var answer = await SendTextAsync("accounts/save", account, wire, ("Authorization", "Bearer " + ApiHost.AdminToken));

            Assert.That(answer.Error, Is.Zero, answer.Body);
            Assert.That(answer.SavedId, Is.EqualTo(id));
            Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()), wire.ToString());
        }

        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries), "a save that changes nothing leaves no trace");
    }

    [Test]
    public async Task Get_ByName_IgnoresCase([Values] Wire wire)
    {
        var name = NewName("Größe");
        var id = await CreateAccountAsync(("name", name));

        var answer = await DoAsync("accounts/get", new JsonObject { ["name"] = " " + name.Replace("ß", "ss", StringComparison.Ordinal).ToUpperInvariant() }, wire);

        Assert.That(answer.Data!["account"]!["id"]!.ToString(), Is.EqualTo(id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(answer.Data["account"]!["name"]!.ToString(), Is.EqualTo(name));
    }

    [TestCase("""{}""", 400, "id")]
    [TestCase("""{"id":null}""", 400, "id")]
    [TestCase("""{"name":""}""", 400, "id")]
    [TestCase("""{"id":1,"name":"Anna"}""", 400, "name")]
    [TestCase("""{"id":0}""", 400, "id")]
    [TestCase("""{"id":"Anna"}""", 400, "id")]
    [TestCase("""{"id":999999}""", 404, "id")]
    [TestCase("""{"name":"nobody"}""", 404, "name")]
    public async Task Get_OfNothing_SaysWhy(string parameters, int error, string field)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/get", JsonNode.Parse(parameters)!, wire);

            Assert.That((answer.Error, answer.Errors.Single().Field), Is.EqualTo((error, field)), answer.Body);
        }
    }

    [Test]
    public async Task Get_OfAnAccount_TellsMomentsInUtc([Values] Wire wire)
    {
        var answer = await DoAsync("accounts/get", WithId(await CreateAccountAsync()), wire);

        Assert.That(answer.Data!["state"]!["created_at"]!.ToString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"));
        Assert.That(answer.Data["state"]!["updated_at"]!.ToString(), Does.EndWith("Z"));
    }

    // Several readers of one account meet in one batch.
    [Test]
    public async Task Get_WhenManyAskForOneAccount_EachIsAnswered()
    {
        var id = await CreateAccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync("accounts/get", WithId(i % 4 == 3 ? long.MaxValue / 2048 : id))));

        Assert.That(answers.Select(answer => answer.Error), Is.EqualTo(Enumerable.Range(0, 40).Select(i => i % 4 == 3 ? 404 : 0)));
    }
}
