using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Absent, null and a value are three things when an account is changed (contract, section 5).</summary>
[TestFixture, Parallelizable]
public sealed class SaveUpdateTests : ApiTest
{
    private static readonly (string Name, JsonNode Value, string Stored, JsonNode Other, string OtherStored, string Cleared)[] Optional =
    [
        ("web_version_policy", 1, "1", "Keep for a year", "2", ""),
        ("account_postgresql", 2, "2", "Archive", "1", ""),
        ("account_cache_clickhouse", 3, "3", "cache", "3", ""),
        ("external_data_connectors", new JsonArray(3, 1, 2), "3,1,2", new JsonArray(2, 4), "2,4", ""),
        ("force_2fa_auth", true, "true", false, "false", "false"),
        ("enable_push", true, "true", false, "false", "false"),
        ("enable_smart_settings", true, "true", false, "false", "false"),
        ("enable_pixel", true, "true", false, "false", "false"),
        ("enable_track_email_replies", true, "true", false, "false", "false"),
        ("custom_push_domain", "a.example.com", "a.example.com", "b.example.com", "b.example.com", ""),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        from index in Enumerable.Range(0, Optional.Length)
        from wire in Enum.GetValues<Wire>()
        select new TestCaseData(index, wire).SetArgDisplayNames(Optional[index].Name, wire.ToString());

    [TestCaseSource(nameof(Cases))]
    public async Task Save_WhenAnOptionalParameterIsAbsent_KeepsIt(int index, Wire wire)
    {
        var (id, parameters) = await CreateFullAsync();
        parameters.Remove(Optional[index].Name);

        await UpdateAsync(id, parameters, wire);

        Assert.That(await StoredAsync(id, index), Is.EqualTo(Optional[index].Stored));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Save_WhenAnOptionalParameterIsNull_ClearsItAndNothingElse(int index, Wire wire)
    {
        var (id, parameters) = await CreateFullAsync();
        parameters[Optional[index].Name] = null;

        await UpdateAsync(id, parameters, wire);

        Assert.That(await StoredAsync(id, index), Is.EqualTo(Optional[index].Cleared));
        for (var other = 0; other < Optional.Length; other++)
        {
            Assert.That(other == index || await StoredAsync(id, other) == Optional[other].Stored, Is.True, Optional[other].Name);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Save_WhenAnOptionalParameterHasAValue_ReplacesIt(int index, Wire wire)
    {
        var (id, parameters) = await CreateFullAsync();
        parameters[Optional[index].Name] = Optional[index].Other.DeepClone();

        await UpdateAsync(id, parameters, wire);

        Assert.That(await StoredAsync(id, index), Is.EqualTo(Optional[index].OtherStored));
    }

    [TestCase("name", Wire.Json)]
    [TestCase("name", Wire.Xml)]
    [TestCase("title", Wire.Json)]
    [TestCase("title", Wire.Xml)]
    [TestCase("tz", Wire.Json)]
    [TestCase("tariff", Wire.Json)]
    [TestCase("reports_day", Wire.Json)]
    [TestCase("reports_hour", Wire.Xml)]
    public async Task Save_WhenARequiredParameterIsAbsentOnUpdate_Answers400(string name, Wire wire)
    {
        var (id, parameters) = await CreateFullAsync();
        parameters["id"] = id;
        parameters.Remove(name);

        var answer = await SendAsync("accounts/save", parameters, wire);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Body);
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (name, "missing") }));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenWhatGetAnsweredIsSentBack_ChangesNothing(Wire wire)
    {
        var (id, _) = await CreateFullAsync();
        var before = await GetAccountAsync(id);

        await UpdateAsync(id, before["account"]!.AsObject(), wire);

        Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [Test]
    public async Task Save_WhenTheXmlOfGetIsSentBack_ChangesNothing()
    {
        var id = await CreateAccountAsync(("external_data_connectors", new JsonArray(2, 1)));
        var before = await GetAccountAsync(id);
        var read = await SendAsync("accounts/get", new JsonObject { ["id"] = id }, Wire.Xml);
        var account = System.Xml.Linq.XElement.Parse(read.Body).Element("data")!.Element("account")!;

        var answer = await new Call { Text = account.ToString(), Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That((await GetAccountAsync(id)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    private async Task<(long Id, JsonObject Parameters)> CreateFullAsync()
    {
        var parameters = NewAccount([.. Optional.Select(one => (one.Name, (JsonNode?)one.Value.DeepClone()))]);
        var answer = await SendAsync("accounts/save", parameters);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return (answer.SavedId, parameters);
    }

    private async Task UpdateAsync(long id, JsonObject parameters, Wire wire)
    {
        parameters["id"] = id;
        var answer = await SendAsync("accounts/save", parameters, wire);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(answer.SavedId, Is.EqualTo(id));
    }

    private async Task<string> StoredAsync(long id, int index) =>
        SaveCase.Plain((await GetAccountAsync(id))["account"]![Optional[index].Name]);
}
