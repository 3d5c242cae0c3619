using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Accounts.SaveAccount;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Unknown and repeated parameters, and every problem in one answer (contract, sections 2 and 4).</summary>
[TestFixture, Parallelizable]
public sealed class SaveProblemTests : ApiTest
{
    // A token of another kind is 401, before any problem.
    private static readonly string[] Table =
        [.. ParameterTable.Of(typeof(SaveAccountCommand)).Entries.Select(entry => entry.Name).Where(name => name != "token")];

    [TestCase("tarif", "tariff")]
    [TestCase("Name", "name")]
    [TestCase("report_day", "reports_day")]
    [TestCase("force2fa_auth", "force_2fa_auth")]
    [TestCase("external_data_connector", "external_data_connectors")]
    [TestCase("validateOnly", "validate_only")]
    [TestCase("completely_different", null)]
    [TestCase("имя", null)]
    public async Task Save_WhenAParameterIsUnknown_NamesTheNearest(string name, string? nearest)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/save", NewAccount((name, "x")), wire);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (name, "unknown_parameter") }));
            Assert.That(answer.Errors[0].Message, Is.EqualTo(
                nearest is null ? $"unknown parameter \"{name}\"" : $"unknown parameter \"{name}\", did you mean \"{nearest}\"?"));
        }
    }

    [TestCase("is_active", "accounts/activate and accounts/deactivate change it.")]
    [TestCase("is_frozen", "accounts/freeze and accounts/unfreeze change it.")]
    [TestCase("frozen_details", "accounts/freeze and accounts/unfreeze change it.")]
    [TestCase("is_subscribers_suspend_all", "the platform's metering writes it.")]
    [TestCase("is_tariff_exceed", "the platform's metering writes it.")]
    public async Task Save_WhenTheStateIsSent_SaysWhatChangesIt(string name, string way)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/save", NewAccount((name, true)), wire);

            Assert.That(answer.Errors, Is.EqualTo(new[] { (name, "unknown_parameter", $"unknown parameter \"{name}\": {way}") }), answer.Body);
        }
    }

    [TestCase(Wire.Json, "\"frozen_details\": {\"payment_url\": …}")]
    [TestCase(Wire.Xml, "<frozen_details><payment_url>…</payment_url></frozen_details>")]
    public async Task Freeze_WhenAnObjectIsSentFlat_ShowsHowItIsWritten(Wire wire, string way)
    {
        var answer = await SendAsync("accounts/freeze", new JsonObject { ["id"] = 1, ["frozen_details.payment_url"] = "https://a.b" }, wire);

        Assert.That(answer.Errors, Is.EqualTo(new[]
        {
            ("frozen_details.payment_url", "unknown_parameter", $"unknown parameter \"frozen_details.payment_url\": send {way}"),
        }));
    }

    [Test]
    public async Task Save_WhenAVersionComesWithoutItsId_Answers400([Values] Wire wire, [Values("accounts/save", "tariffs/save")] string path)
    {
        var parameters = path == "accounts/save" ? NewAccount() : new JsonObject { ["name"] = NewName() };
        parameters["version"] = 3;
        foreach (var id in new JsonNode?[] { null, 0 })
        {
            parameters["id"] = id;

            var answer = await SendAsync(path, parameters, wire);

            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("version", "bad_value") }), answer.Body);
            Assert.That(answer.Errors[0].Message, Does.Contain("send the id"));
        }
    }

    [Test]
    public async Task Save_WhenTheNameOfAParameterIsLong_ShowsItsBeginning([Values] Wire wire)
    {
        var answer = await SendAsync("accounts/save", NewAccount((new string('x', 3000), 1)), wire);

        Assert.That(answer.Errors.Single().Field, Is.EqualTo(new string('x', 80) + "…"));
    }

    [Test]
    public async Task Save_WhenTheIdIsTooLarge_NamesTheRange([Values] Wire wire, [Values("accounts/save", "tariffs/save")] string path)
    {
        var answer = await SendAsync(path, JsonNode.Parse("""{"id":99999999999999999999}""")!, wire);

        Assert.That(answer.Errors[0].Message, Is.EqualTo("id must be an ID, an integer from 1 to 9007199254740991, or 0 to create."));
    }

    // Whatever the value of an unknown parameter is, it is passed over whole.
    [TestCase("[1,[2,{\"name\":3}]]")]
    [TestCase("{\"name\":\"inner\",\"token\":\"inner\"}")]
    [TestCase("null")]
    public async Task Save_WhenAnUnknownParameterIsAStructure_TellsOneProblem(string value)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/save", NewAccount(("surplus", JsonNode.Parse(value))), wire);

            Assert.That(answer.Errors.Select(error => error.Field), Is.EqualTo(new[] { "surplus" }), answer.Body);
        }
    }

    [TestCase("name", "\"other\"")]
    [TestCase("reports_day", "2")]
    [TestCase("reports_day", "null")]
    [TestCase("tariff", "[]")]
    [TestCase("external_data_connectors", "[2]")]
    public async Task Save_WhenAJsonMemberRepeats_Answers400(string name, string value)
    {
        var body = NewAccount(("external_data_connectors", new JsonArray(1))).ToJsonString().TrimEnd('}') + $",\"{name}\":{value}}}";

        var answer = await new Call { Text = body }.AnswerAsync(Api.Client);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (name, "repeated") }), answer.Body);
    }

    [TestCase("name", "other")]
    [TestCase("name", "")]
    [TestCase("tariff", "2")]
    [TestCase("enable_push", "true")]
    public async Task Save_WhenAnXmlElementRepeats_Answers400(string name, string value)
    {
        var body = WireBody.Of(NewAccount(("enable_push", true)), Wire.Xml)
            .Replace("</xml>", $"<{name}>{value}</{name}></xml>", StringComparison.Ordinal);

        var answer = await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (name, "repeated") }), answer.Body);
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenEverythingIsWrong_TellsAllInTheOrderOfTheTable(Wire wire)
    {
        var parameters = new JsonObject { ["surplus"] = 1 };
        foreach (var name in Table.Reverse())
        {
            parameters[name] = name switch
            {
                "name" => "a@b",
                "title" => null,
                "tariff" or "web_version_policy" or "account_postgresql" or "account_cache_clickhouse" => "nothing has this name",
                "external_data_connectors" => new JsonArray(998, 999),
                "custom_push_domain" => "localhost",
                _ => "bad",
            };
        }

        var answer = await SendAsync("accounts/save", parameters, wire);

        string[] expected = [.. Table.SelectMany(name => name == "external_data_connectors" ? new[] { name, name } : [name]), "surplus"];
        Assert.That(answer.Errors.Select(error => error.Field), Is.EqualTo(expected), answer.Body);
        Assert.That(answer.ErrorText, Does.EndWith($"({expected.Length} problems in all: see errors)"));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenNothingIsSent_NamesEveryRequiredParameter(Wire wire)
    {
        var answer = await SendAsync("accounts/save", new JsonObject(), wire);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(
            new[] { "name", "title", "tz", "tariff", "reports_day", "reports_hour" }.Select(name => (name, "missing"))), answer.Body);
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenAThousandParametersAreUnknown_AnswersNoLongerThanTheRequest(Wire wire)
    {
        var parameters = new JsonObject();
        for (var i = 0; i < 1000; i++)
        {
            parameters[$"surplus_{i}"] = 1;
        }

        var answer = await SendAsync("accounts/save", parameters, wire);

        Assert.That(answer.Error, Is.EqualTo(400));
        Assert.That(answer.Body, Has.Length.LessThan(64 * 1024));
    }
}
