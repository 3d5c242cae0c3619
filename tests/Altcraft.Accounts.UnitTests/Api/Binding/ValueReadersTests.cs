using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Tokens;
using Body = Altcraft.Accounts.UnitTests.Api.Binding.ReadBody<Altcraft.Accounts.Application.Accounts.SaveAccount.SaveAccountCommand>;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class ValueReadersTests
{
    [TestCase("7", 7)]
    [TestCase("\"7\"", 7)]
    [TestCase("\" 007 \"", 7)]
    [TestCase("7.0", 7)]
    [TestCase("-7.000", -7)]
    [TestCase("\"7.0\"", 7)]
    [TestCase("-7", -7)]
    [TestCase("\"-7\"", -7)]
    [TestCase("99999999999999999999", long.MaxValue, Description = "out of range, told by its rule")]
    [TestCase("-99999999999999999999", long.MinValue)]
    public void Read_WhenInteger_TakesNumbersAndText(string json, long expected)
    {
        var body = Body.Json($"{{\"reports_day\":{json}}}");

        Assert.That(body.Problems, Is.Empty);
        Assert.That(body.Command!.ReportsDay.Value, Is.EqualTo(expected));
    }

    [TestCase("1.5")]
    [TestCase("1.0000000000000000000000000000000001")]
    [TestCase("1e2")]
    [TestCase("1.0e2")]
    [TestCase("\"1.\"")]
    [TestCase("\".0\"")]
    [TestCase("\"1.0.0\"")]
    [TestCase("true")]
    [TestCase("\"one\"")]
    [TestCase("\"+1\"")]
    [TestCase("\"1 2\"")]
    [TestCase("\"-\"")]
    [TestCase("\"٣\"")]
    [TestCase("\"\\ud800\"")]
    [TestCase("[1]")]
    [TestCase("{\"a\":1}")]
    public void Read_WhenNoInteger_TellsTheType(string json)
    {
        var body = Body.Json($"{{\"reports_day\":{json},\"name\":\"a\"}}");

        Assert.That(body.Summary, Is.EqualTo(["reports_day:wrong_type"]));
        Assert.That((body.Command!.ReportsDay, body.Command!.Name.Value), Is.EqualTo((Parameter<long>.Unreadable, "a")));
    }

    [TestCase("true", true)]
    [TestCase("\"true\"", true)]
    [TestCase("\"True\"", true)]
    [TestCase("\"TRUE\"", true)]
    [TestCase("1", true)]
    [TestCase("\"1\"", true)]
    [TestCase("false", false)]
    [TestCase("\"false\"", false)]
    [TestCase("\" False \"", false)]
    [TestCase("0", false)]
    [TestCase("\" 0 \"", false)]
    public void Read_WhenBoolean_TakesTheSpellingsOfTheContract(string json, bool expected) =>
        Assert.That(Body.Json($"{{\"enable_push\":{json}}}").Command!.EnablePush.Value, Is.EqualTo(expected));

    [TestCase("2")]
    [TestCase("\"yes\"")]
    [TestCase("\"t\"")]
    [TestCase("1.0")]
    [TestCase("[true]")]
    [TestCase("{}")]
    public void Read_WhenNoBoolean_TellsTheType(string json) =>
        Assert.That(Body.Json($"{{\"enable_push\":{json}}}").Summary, Is.EqualTo(["enable_push:wrong_type"]));

    [TestCase("\" Straße \"", "Straße")]
    [TestCase("\"cafe\\u0301\"", "café")]
    [TestCase("\"\"", "")]
    [TestCase("\"7\"", "7")]
    public void Read_WhenText_TrimsAndComposes(string json, string expected) =>
        Assert.That(Body.Json($"{{\"title\":{json}}}").Command!.Title.Value, Is.EqualTo(expected));

    [TestCase("7", "title:wrong_type")]
    [TestCase("true", "title:wrong_type")]
    [TestCase("[\"a\"]", "title:wrong_type")]
    [TestCase("{}", "title:wrong_type")]
    [TestCase("\"a\\u0000b\"", "title:bad_character")]
    [TestCase("\"a\\nb\"", "title:bad_character")]
    [TestCase("\"\\ud800\"", "title:bad_character")]
    [TestCase("\"\\uffff\"", "title:bad_character")]
    public void Read_WhenNoText_TellsWhy(string json, string problem) => Assert.That(Body.Json($"{{\"title\":{json}}}").Summary, Is.EqualTo([problem]));

    [TestCase("7", 7, null)]
    [TestCase("7.0", 7, null)]
    [TestCase("\"7\"", 7, null)]
    [TestCase("\"7.0\"", 0, "7.0")]
    [TestCase("\"Gold\"", 0, "Gold")]
    [TestCase("\"-7\"", 0, "-7")]
    [TestCase("0", 0, null)]
    [TestCase("\"0\"", 0, null)]
    public void Read_WhenReference_IsAnIdOrAName(string json, long id, string? name)
    {
        var reference = Body.Json($"{{\"tariff\":{json}}}").Command!.Tariff.Value;

        Assert.That((reference.Id, reference.Name), Is.EqualTo((id, name)));
    }

    [TestCase("-1", "tariff:out_of_range")]
    [TestCase("1.5", "tariff:wrong_type")]
    [TestCase("true", "tariff:wrong_type")]
    [TestCase("[1]", "tariff:wrong_type")]
    [TestCase("\"a\\tb\"", "tariff:bad_character")]
    public void Read_WhenNoReference_TellsWhy(string json, string problem) => Assert.That(Body.Json($"{{\"tariff\":{json}}}").Summary, Is.EqualTo([problem]));

    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("\"  \"")]
    public void Read_WhenNullOrEmpty_IsNullForAllButText(string json)
    {
        var body = Body.Json($"{{\"id\":{json},\"tariff\":{json},\"enable_push\":{json}}}");

        Assert.That((body.Command!.Id.IsNull, body.Command!.Tariff.IsNull, body.Command!.EnablePush.IsNull), Is.EqualTo((true, true, true)));
        Assert.That(body.Problems, Is.Empty);
    }

    [TestCase("<xml><id/><tariff></tariff><enable_push> </enable_push></xml>")]
    [TestCase("<xml xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><id i:nil=\"true\"/><tariff i:nil=\"1\"></tariff><enable_push i:nil=\"true\"/></xml>")]
    public void Read_WhenXmlIsEmptyOrNil_IsNullForAllButText(string xml)
    {
        var body = Body.Xml(xml);

        Assert.That((body.Command!.Id.IsNull, body.Command!.Tariff.IsNull, body.Command!.EnablePush.IsNull), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Read_WhenXmlTextIsEmptyOrNil_KeepsThemApart()
    {
        var body = Body.Xml("<xml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><title/><custom_push_domain xsi:nil=\"true\"/></xml>");

        Assert.That((body.Command!.Title.Value, body.Command!.CustomPushDomain.IsNull), Is.EqualTo((string.Empty, true)));
    }

    [TestCase("[1,\"x\"]", new[] { "1", "x" })]
    [TestCase("[]", new string[0])]
    [TestCase("1", new[] { "1" })]
    [TestCase("\"x\"", new[] { "x" })]
    [TestCase("\"\"", new string[0])]
    public void Read_WhenJsonArray_TakesASingleValueToo(string json, string[] expected) =>
        Assert.That(Connectors(Body.Json($"{{\"external_data_connectors\":{json}}}")), Is.EqualTo(expected));

    [TestCase("<c>1</c><c>x</c>", new[] { "1", "x" })]
    [TestCase("<c>1</c>", new[] { "1" })]
    [TestCase("<c/>", new string[0])]
    [TestCase("<c array=\"true\"/>", new string[0])]
    [TestCase("<c array=\"true\"><item>1</item><other>x</other></c>", new[] { "1", "x" })]
    [TestCase("<c array=\"true\">1</c>", new[] { "1" })]
    public void Read_WhenXmlArray_TakesEveryCoatOfTheContract(string xml, string[] expected) => Assert.That(
        Connectors(Body.Xml($"<xml>{xml.Replace("<c", "<external_data_connectors", StringComparison.Ordinal).Replace("</c", "</external_data_connectors", StringComparison.Ordinal)}</xml>")),
        Is.EqualTo(expected));

    [Test]
    public void Read_WhenArrayIsNull_IsNull() =>
        Assert.That(Body.Json("{\"external_data_connectors\":null}").Command!.ExternalDataConnectors.IsNull, Is.True);

    [TestCase("[1,null]", "external_data_connectors:bad_value")]
    [TestCase("[\"\"]", "external_data_connectors:bad_value")]
    [TestCase("[true]", "external_data_connectors:wrong_type")]
    [TestCase("[[1]]", "external_data_connectors:wrong_type")]
    [TestCase("{\"a\":1}", "external_data_connectors:wrong_type")]
    [TestCase("[1,-1]", "external_data_connectors:out_of_range")]
    public void Read_WhenArrayHoldsAWrongItem_TellsIt(string json, string problem)
    {
        var body = Body.Json($"{{\"external_data_connectors\":{json},\"name\":\"a\"}}");

        Assert.That(body.Summary, Is.EqualTo([problem]));
        Assert.That((body.Command!.ExternalDataConnectors.HasValue, body.Command!.Name.Value), Is.EqualTo((false, "a")));
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Read_WhenArrayIsLong_AllowsAHundredItemsInBothFormats(int count, bool isAllowed)
    {
        var numbers = Enumerable.Range(1, count).ToList();
        var json = Body.Json($"{{\"external_data_connectors\":[{string.Join(',', numbers)}]}}");
        var xml = Body.Xml($"<xml>{string.Concat(numbers.Select(number => $"<external_data_connectors>{number}</external_data_connectors>"))}</xml>");

        string[] expected = isAllowed ? [] : ["external_data_connectors:too_long"];
        Assert.That(json.Summary, Is.EqualTo(expected));
        Assert.That(xml.Summary, Is.EqualTo(expected));
    }

    [TestCase("<c>1</c><c/>")]
    [TestCase("<c/><c>1</c>")]
    [TestCase("<c>1</c><c i:nil=\"true\"/>")]
    [TestCase("<c i:nil=\"true\"/><c>1</c>")]
    [TestCase("<c i:nil=\"true\"/><c>1</c><c>2</c>")]
    public void Read_WhenARepeatedElementIsEmptyOrNil_TellsIt(string xml)
    {
        var scopes = ReadBody<CreateTokenCommand>.Xml(
            $"<xml xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">{xml.Replace("<c", "<scopes", StringComparison.Ordinal).Replace("</c", "</scopes", StringComparison.Ordinal)}</xml>");

        Assert.That(scopes.Summary, Is.EqualTo(["scopes:bad_value"]));
        Assert.That(scopes.Command!.Scopes.HasValue, Is.False);
    }

    [Test]
    public void Read_WhenMoment_TakesAnOffset() => Assert.That(
        ReadBody<ListAuditRecordsQuery>.Json("{\"since\":\"2030-01-31T12:00:00+03:00\"}").Command!.Since.Value,
        Is.EqualTo(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.FromHours(3))));

    [TestCase("\"2030-01-31\"")]
    [TestCase("1900000000")]
    [TestCase("true")]
    public void Read_WhenNoMoment_TellsTheType(string json) =>
        Assert.That(ReadBody<ListAuditRecordsQuery>.Json($"{{\"since\":{json}}}").Summary, Is.EqualTo(["since:wrong_type"]));

    private static IEnumerable<string> Connectors(Body body)
    {
        Assert.That(body.Problems, Is.Empty);
        return body.Command!.ExternalDataConnectors.Value.Select(reference => reference.ToString());
    }
}
