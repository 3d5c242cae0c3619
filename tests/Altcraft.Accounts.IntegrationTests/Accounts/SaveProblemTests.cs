using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Unknown and repeated parameters, and every problem in one answer (contract, sections 2 and 4).</summary>
[TestFixture]
public sealed class SaveProblemTests : ApiTest
{
    private static readonly string[] Table =
    [
        "format", "id", "name", "title", "tz", "tariff", "web_version_policy", "account_postgresql", "account_cache_clickhouse",
        "external_data_connectors", "reports_day", "reports_hour", "force_2fa_auth", "enable_push", "enable_smart_settings", "enable_pixel",
        "enable_track_email_replies", "custom_push_domain", "version", "validate_only",
    ];

    [TestCase("tarif", "tariff")]
    [TestCase("Name", "name")]
    [TestCase("report_day", "reports_day")]
    [TestCase("force2fa_auth", "force_2fa_auth")]
    [TestCase("external_data_connector", "external_data_connectors")]
    [TestCase("validateOnly", "validate_only")]
    [TestCase("completely_different", null)]
    [TestCase("is_active", null)]
    [TestCase("is_frozen", null)]
    [TestCase("frozen_details", null)]
    [TestCase("is_tariff_exceed", null)]
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
