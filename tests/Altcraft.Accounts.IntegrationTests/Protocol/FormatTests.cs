using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>In which format an answer comes, for every kind of answer (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class FormatTests : ApiTest
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string XmlType = "application/xml; charset=utf-8";
    private const string TextXmlType = "text/xml; charset=utf-8";

    /// <summary>An answer of every kind; the path and the content type are taken from it, the rest is the test's.</summary>
    private static readonly (int Error, Call Call, Func<Wire, byte[]> Body)[] Answers =
    [
        (200, new Call("accounts/list"), Empty),
        (400, new Call("accounts/get"), Empty),
        (400, new Call("accounts/get"), _ => "?"u8.ToArray()),
        (401, new Call("accounts/list") { Token = null }, Empty),
        (404, new Call("accounts/nothing"), Empty),
        (404, new Call("/elsewhere"), Empty),
        (404, new Call("accounts/get"), wire => Bytes(new JsonObject { ["id"] = 4711 }, wire)),
        (405, new Call("accounts/save") { Method = HttpMethod.Put }, Empty),
        (413, new Call("accounts/save"), _ => new byte[70_000]),
    ];

    public static IEnumerable<TestCaseData> EveryAnswer =>
        from one in Answers
        from wire in Enum.GetValues<Wire>()
        select new TestCaseData(one.Error, one.Call with { Wire = wire, Body = one.Body(wire) }, wire)
            .SetArgDisplayNames(one.Error.ToString(System.Globalization.CultureInfo.InvariantCulture), one.Call.Path, wire.ToString());

    [TestCaseSource(nameof(EveryAnswer))]
    public async Task Answer_WhenOnlyTheBodyHasAFormat_IsInThatFormat(int error, Call call, Wire wire) =>
        await AssertAsync(call, error, wire == Wire.Json ? JsonType : XmlType);

    [TestCaseSource(nameof(EveryAnswer))]
    public async Task Answer_WhenAcceptNamesAType_IsOfThatType(int error, Call call, Wire wire)
    {
        var other = wire == Wire.Json ? XmlType : JsonType;

        await AssertAsync(call with { Headers = [("Accept", other.Split(';')[0])] }, error, other);
    }

    [TestCaseSource(nameof(EveryAnswer))]
    public async Task Answer_WhenTheUrlHasAFormat_IsInThatFormat(int error, Call call, Wire wire)
    {
        var (name, type, other) = wire == Wire.Json ? ("xml", XmlType, JsonType) : ("json", JsonType, XmlType);

        await AssertAsync(call with { Path = call.Path + "?format=" + name, Headers = [("Accept", other.Split(';')[0])] }, error, type);
    }

    [TestCase("text/plain", "application/xml", XmlType)]
    [TestCase("text/plain", null, JsonType)]
    [TestCase("multipart/form-data", "text/xml", TextXmlType)]
    [TestCase("application/xml; charset=utf-16", null, XmlType)]
    [TestCase("application/json; charset=windows-1251", null, JsonType)]
    [TestCase("application/xhtml+xml", null, XmlType)]
    [TestCase("rubbish", null, JsonType)]
    [TestCase(null, "application/xml", XmlType)]
    [TestCase(null, null, JsonType)]
    public async Task Answer_WhenTheMediaTypeIsRefused_FollowsTheSameRule(string? contentType, string? accept, string expected) =>
        await AssertAsync(new Call { ContentType = contentType, Headers = accept is null ? [] : [("Accept", accept)] }, 415, expected);

    [TestCase("application/json", "*/*", JsonType)]
    [TestCase("application/xml", "*/*", XmlType)]
    [TestCase("text/xml", "*/*", TextXmlType)]
    [TestCase("application/xml", "application/*", XmlType)]
    [TestCase("application/xml", "text/html", XmlType)]
    [TestCase("application/json", "application/xml;q=0.5, application/json;q=0.4", XmlType)]
    [TestCase("application/xml", "application/xml;q=0.5, application/json;q=0.6", JsonType)]
    [TestCase("application/json", "text/html, application/xhtml+xml;q=0, application/xml;q=0.9, */*;q=0.8", XmlType)]
    [TestCase("application/json", "application/xml;q=0", JsonType)]
    [TestCase("application/xml", "application/json;q=0, */*", XmlType)]
    [TestCase("application/json", "text/xml", TextXmlType)]
    [TestCase("application/json", "APPLICATION/XML", XmlType)]
    [TestCase("application/json", "application/xml, application/json", XmlType)]
    [TestCase("application/xml", "no media type", XmlType)]
    public async Task Answer_WhenAcceptIsSent_FollowsIt(string contentType, string accept, string expected)
    {
        var body = contentType.EndsWith("json", StringComparison.Ordinal) ? "{}" : "<xml/>";

        await AssertAsync(new Call("accounts/list") { ContentType = contentType, Text = body, Headers = [("Accept", accept)] }, 200, expected);
    }

    [TestCase("{\"format\":\"xml\"}", Wire.Json, XmlType)]
    [TestCase("<xml><format>json</format></xml>", Wire.Xml, JsonType)]
    [TestCase("<xml><format> json </format></xml>", Wire.Xml, JsonType)]
    public async Task Answer_WhenTheBodyHasAFormat_IsInThatFormatWhateverElseIsSaid(string body, Wire wire, string expected)
    {
        var other = expected == XmlType ? "json" : "xml";
        var call = new Call("accounts/list?format=" + other) { Text = body, Wire = wire, Headers = [("Accept", "application/" + other)] };

        await AssertAsync(call, 200, expected);
        await AssertAsync(call with { Token = null }, 401, expected);
        await AssertAsync(call with { Path = call.Path.Replace("accounts/list", "accounts/get", StringComparison.Ordinal) }, 400, expected);
        await AssertAsync(call with { Text = body[..^1] }, 400, expected);
    }

    [TestCase("format=yaml", "bad_value")]
    [TestCase("format=", "bad_value")]
    [TestCase("format=XML", "bad_value")]
    [TestCase("format=json&format=xml", "repeated")]
    public async Task Answer_WhenTheFormatInTheUrlIsNone_Is400InTheFormatOfTheBody(string query, string code)
    {
        foreach (var (body, wire) in new[] { ("{}", Wire.Json), ("<xml/>", Wire.Xml) })
        {
            var answer = await new Call("accounts/list?" + query) { Text = body, Wire = wire }.AnswerAsync(Api.Client);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("format", code) }));
        }
    }

    [TestCase("text/json")]
    [TestCase("application/problem+json")]
    [TestCase("application/x-www-form-urlencoded")]
    public async Task Body_WhenItsTypeIsAnother_IsRefused(string contentType) =>
        await AssertAsync(new Call("accounts/list") { ContentType = contentType }, 415, JsonType);

    [TestCase("", 200)]
    [TestCase("; charset=utf-8", 200)]
    [TestCase("; charset=\"UTF-8\"", 200)]
    [TestCase(";charset=utf8", 200)]
    [TestCase("; Charset=\"Utf8\"", 200)]
    [TestCase(";", 200)]
    [TestCase(" ; ", 200)]
    [TestCase(";;charset=utf-8;", 200)]
    [TestCase("; charset=utf-16", 415)]
    [TestCase("; charset=iso-8859-1", 415)]
    [TestCase("; charset=\"utf-8", 415)]
    public async Task Body_WhenItsTypeHasParameters_IsReadIfItIsUtf8(string parameters, int error)
    {
        foreach (var (type, body, answer) in new[]
        {
            ("application/json", "{}", JsonType), ("Application/JSON", "{}", JsonType),
            ("application/xml", "<xml/>", XmlType), ("text/xml", "<xml/>", TextXmlType),
        })
        {
            await AssertAsync(new Call("accounts/list") { ContentType = type + parameters, Text = body }, error, answer);
        }
    }

    private async Task AssertAsync(Call call, int error, string contentType)
    {
        using var response = await call.SendAsync(Api.Client);
        var answer = await Answer.OfAsync(response);
        Assert.That(answer.Status, Is.EqualTo((HttpStatusCode)error), answer.Body);
        Assert.That(answer.Error, Is.EqualTo(error == 200 ? 0 : error));
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo(contentType), answer.Body);
        Assert.That(answer.RequestId, error == 200 ? Is.Null : Is.EqualTo(response.Headers.GetValues("X-Request-Id").Single()));
    }

    private static byte[] Empty(Wire wire) => Bytes(new JsonObject(), wire);

    private static byte[] Bytes(JsonObject parameters, Wire wire) => System.Text.Encoding.UTF8.GetBytes(WireBody.Of(parameters, wire));
}
