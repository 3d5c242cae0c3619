using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Every parameter of <c>accounts/save</c> with its edges, in both formats from one table (contract, sections 4 and 5).</summary>
[TestFixture, Parallelizable]
public sealed class SaveParameterTests : ApiTest
{
    public static IEnumerable<TestCaseData> Cases =>
        from one in SaveCases.All
        from wire in Enum.GetValues<Wire>()
        where wire == Wire.Json || !one.IsJsonOnly
        select new TestCaseData(one, wire).SetArgDisplayNames(one.Parameter, one.What, wire.ToString());

    [OneTimeSetUp]
    public async Task AddATariffAsync()
    {
        var answer = await SendAsync("tariffs/save", new JsonObject { ["name"] = SaveCases.UnicodeTariff });
        Assert.That(answer.SavedId, Is.EqualTo(4), answer.Body);
    }

    [SetUp]
    public Task FreeTheNamesAsync() => Api.ExecuteAsync("delete from account_external_data_connectors; delete from accounts");

    [TestCaseSource(nameof(Cases))]
    public async Task Save_WhenOneParameterVaries_AnswersAsTheTableSays(SaveCase one, Wire wire)
    {
        var parameters = NewAccount();
        parameters.Remove(one.Parameter);
        if (!one.IsAbsent)
        {
            parameters[one.Parameter] = one.Value?.DeepClone();
        }

        var answer = await SendAsync("accounts/save", parameters, wire);

        if (one.Code is null)
        {
            await AssertStoredAsync(one, wire, answer);
        }
        else
        {
            await AssertRefusedAsync(one, answer);
        }
    }

    // XML cannot carry one at all: see UnreadableBodyTests.
    [TestCase("name", "\\ud800", "bad_character")]
    [TestCase("name", "a\\udc00b", "bad_character")]
    [TestCase("title", "\\udc00\\ud800", "bad_character")]
    [TestCase("tz", "\\ud800", "bad_character")]
    [TestCase("tariff", "\\ud800", "bad_character")]
    [TestCase("custom_push_domain", "\\ud800.com", "bad_character")]
    [TestCase("external_data_connectors", "\\ud800", "bad_character")]
    [TestCase("reports_day", "\\ud800", "wrong_type")]
    [TestCase("enable_push", "\\ud800", "wrong_type")]
    [TestCase("format", "\\ud800", "bad_character")]
    public async Task Save_WhenTextHoldsALoneSurrogate_Answers400(string parameter, string escaped, string code)
    {
        var parameters = NewAccount();
        parameters[parameter] = "*";
        var body = parameters.ToJsonString().Replace("\"*\"", $"\"{escaped}\"", StringComparison.Ordinal);

        var answer = await new Call { Text = body }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (parameter, code) }));
    }

    [Test]
    public async Task Save_WhenSurrogatesMakeAPair_KeepsTheCharacter()
    {
        var body = NewAccount(("title", "*")).ToJsonString().Replace("\"*\"", "\"\\ud83d\\ude00\"", StringComparison.Ordinal);

        var answer = await new Call { Text = body }.AnswerAsync(Api.Client);

        Assert.That((await GetAccountAsync(answer.SavedId))["account"]!["title"]!.ToString(), Is.EqualTo("😀"));
    }

    private async Task AssertStoredAsync(SaveCase one, Wire wire, Answer answer)
    {
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Body);
        Assert.That(answer.Error, Is.Zero);
        Assert.That(answer.ErrorText, Is.EqualTo("Successful operation"));
        Assert.That(answer.RequestId, Is.Null);
        var stored = await SendAsync("accounts/get", new JsonObject { ["id"] = answer.SavedId }, wire);
        if (one.Stored is not null)
        {
            Assert.That(SaveCase.Plain(stored.Data!["account"]![one.Parameter]), Is.EqualTo(one.Stored));
        }
    }

    private async Task AssertRefusedAsync(SaveCase one, Answer answer)
    {
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Body);
        Assert.That(answer.Error, Is.EqualTo(400));
        Assert.That(answer.ErrorText, Does.StartWith("Incorrect request: "));
        Assert.That(answer.Errors, Has.Count.EqualTo(1), answer.Body);
        Assert.That((answer.Errors[0].Field, answer.Errors[0].Code), Is.EqualTo((one.Parameter, one.Code)), answer.Body);
        Assert.That(answer.Errors[0].Message, Does.Contain(one.Says ?? " "));
        Assert.That(answer.RequestId, Is.EqualTo(answer.Headers.GetValues("X-Request-Id").Single()));
        Assert.That(await Api.ScalarAsync<long>("select count(*) from accounts"), Is.Zero);
    }
}
