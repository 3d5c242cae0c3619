using System.Net;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>Bodies that are no JSON, no XML or not UTF-8 (contract, sections 1 to 4).</summary>
[TestFixture, Parallelizable]
public sealed class UnreadableBodyTests : ApiTest
{
    private const string Token = "\"token\":\"" + ApiHost.AdminToken + "\"";
    private const string TokenElement = "<token>" + ApiHost.AdminToken + "</token>";

    private static readonly string[] Json =
    [
        "", " ", "{", "{\"name\"", "{\"name\":", "{\"name\":\"a", "{\"name\":\"a\"", "{\"name\":\"a\",}", "{\"name\":1,,}", "{name:1}", "{'name':1}",
        "[]", "[{\"name\":\"a\"}]", "null", "true", "5", "\"text\"", "{}{}", "{}x", "{},", "{} []", "{}\0", "// no\n{}", "{/* no */}", "{\"id\":007}",
        "{\"id\":+1}", "{\"id\":.5}", "{\"id\":NaN}", "{\"name\":\"a\tb\"}", "{\"name\":\"\\x\"}", "{\"name\":\"\\u12\"}", "{\"name\":undefined}",
        "<xml/>", "name=a&title=b", "\ufeff\ufeff{}",
    ];

    private static readonly string[] Xml =
    [
        "", " ", "<", "<xml", "<xml>", "<xml><name>", "<xml><name>a</name>", "<xml></XML>", "<xml/><xml/>", "<xml/>x", "x<xml/>", "text", "{}",
        "<xml><name>a</xml></name>", "<xml>&nbsp;</xml>", "<xml><name>a & b</name></xml>", "<xml><name>&#1;</name></xml>", "<xml><name>&#xD800;</name></xml>",
        "<xml><name>&#xFFFE;</name></xml>", "<xml><name>a\0b</name></xml>", "<xml><name>\u0001</name></xml>", "<xml><1/></xml>", "<x:xml/>",
        "<xml><name a='1' a='2'/></xml>", "<xml><!-- -- --></xml>", "<xml><![CDATA[</xml>", "<?xml version='2.0'?><xml/>",
        "\ufeff\ufeff<xml/>", "<xml>text</xml>", "<xml>text<name>a</name></xml>", "<xml><name>a<b>c</b></name></xml>", "<xml><name a='1'>x</name></xml>",
        "<xml><name xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'>x</name></xml>",
    ];

    public static IEnumerable<TestCaseData> Bodies =>
        Json.Select((body, i) => new TestCaseData(body, Wire.Json).SetArgDisplayNames($"JSON {i}"))
            .Concat(Xml.Select((body, i) => new TestCaseData(body, Wire.Xml).SetArgDisplayNames($"XML {i}")));

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_WhenItCannotBeRead_Answers400AndWithoutAToken401ThatSaysSo(string body, Wire wire)
    {
        var call = new Call { Text = body, Wire = wire };

        var answer = await call.AnswerAsync(Api.Client);
        var withoutToken = await (call with { Token = null }).AnswerAsync(Api.Client);
        var otherScheme = await (call with { Token = null, Headers = [("Authorization", "Basic eDp5")] }).AnswerAsync(Api.Client);

        AssertUnreadable(answer, wire);
        var why = answer.ErrorText["Incorrect request: ".Length..];
        Assert.That((withoutToken.Error, withoutToken.ErrorText), Is.EqualTo((401, "API token required: " + why)));
        Assert.That((otherScheme.Error, otherScheme.ErrorText), Is.EqualTo((401, "API token required: " + why)), "no token either");
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_WhenItCannotBeReadAndTheTokenIsWrong_TellsNothing(string body, Wire wire)
    {
        var answer = await new Call { Text = body, Wire = wire, Token = "wrong" }.AnswerAsync(Api.Client);

        Assert.That((answer.Error, answer.ErrorText), Is.EqualTo((401, "API token required")));
    }

    [TestCase("{" + Token + ",\"name\":", Wire.Json)]
    [TestCase("{\"name\":[1,{\"x\":2}]," + Token + ",}", Wire.Json)]
    [TestCase("{" + Token + "} x", Wire.Json)]
    [TestCase("{" + Token + ",\"name\":\"\u00ff", Wire.Json)]
    [TestCase("<xml>" + TokenElement + "<name>", Wire.Xml)]
    [TestCase("<xml>" + TokenElement + "<name>&nbsp;</name></xml>", Wire.Xml)]
    [TestCase("<xml>" + TokenElement + "<name a='1'>x</name></xml>", Wire.Xml)]
    [TestCase("<xml>" + TokenElement + "</xml> x", Wire.Xml)]
    [TestCase("<xml>" + TokenElement + "<name>\u00ff</name></xml>", Wire.Xml)]
    public async Task Body_WhenTheTokenStandsBeforeTheMistake_Answers400(string body, Wire wire)
    {
        // In Latin-1, so that the last of each format is not UTF-8.
        var answer = await new Call { Body = Encoding.Latin1.GetBytes(body), Wire = wire, Token = null }.AnswerAsync(Api.Client);

        AssertUnreadable(answer, wire);
    }

    [TestCase("{\"name\":," + Token + "}", Wire.Json)]
    [TestCase("{\"x\":{" + Token + ",}}", Wire.Json)]
    [TestCase("{\"name\":\"\u00ff\"," + Token + "}", Wire.Json)]
    [TestCase("<xml><name></xml>" + TokenElement, Wire.Xml)]
    [TestCase("<xml><x>" + TokenElement + "</xml>", Wire.Xml)]
    [TestCase("<xml>\u00ff" + TokenElement + "</xml>", Wire.Xml)]
    public async Task Body_WhenTheTokenStandsBehindTheMistake_Answers401(string body, Wire wire)
    {
        var answer = await new Call { Body = Encoding.Latin1.GetBytes(body), Wire = wire, Token = null }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(401), answer.Body);
    }

    [TestCase(Wire.Json, "c3 28", TestName = "a broken sequence")]
    [TestCase(Wire.Json, "c0 af", TestName = "an overlong sequence")]
    [TestCase(Wire.Json, "ed a0 80", TestName = "a surrogate")]
    [TestCase(Wire.Json, "f4 90 80 80", TestName = "beyond Unicode")]
    [TestCase(Wire.Json, "e2 82", TestName = "a sequence cut short")]
    [TestCase(Wire.Xml, "c3 28", TestName = "a broken sequence in XML")]
    [TestCase(Wire.Xml, "c0 af", TestName = "an overlong sequence in XML")]
    [TestCase(Wire.Xml, "ed a0 80", TestName = "a surrogate in XML")]
    public async Task Body_WhenItIsNotUtf8_Answers400(Wire wire, string bytes)
    {
        var parts = WireBody.Of(NewAccount(("title", "***")), wire).Split("***");
        var broken = Convert.FromHexString(bytes.Replace(" ", string.Empty, StringComparison.Ordinal));
        byte[] body = [.. Encoding.UTF8.GetBytes(parts[0]), .. broken, .. Encoding.UTF8.GetBytes(parts[1])];

        AssertUnreadable(await new Call { Body = body, Wire = wire }.AnswerAsync(Api.Client), wire);
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Body_WhenItIsUtf16OrUtf32_Answers400(Wire wire)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var bytes = encoding.GetBytes(WireBody.Of(NewAccount(), wire));

            AssertUnreadable(await new Call { Body = bytes, Wire = wire }.AnswerAsync(Api.Client), wire);
            AssertUnreadable(await new Call { Body = [.. encoding.GetPreamble(), .. bytes], Wire = wire }.AnswerAsync(Api.Client), wire);
        }
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Body_WhenItStartsWithAByteOrderMark_IsRead(Wire wire)
    {
        var answer = await new Call { Text = "\ufeff" + WireBody.Of(NewAccount(), wire), Wire = wire }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    private static void AssertUnreadable(Answer answer, Wire wire)
    {
        Assert.That((answer.Status, answer.Error), Is.EqualTo((HttpStatusCode.BadRequest, 400)), answer.Body);
        Assert.That(answer.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
        Assert.That(answer.ErrorText, Does.StartWith("Incorrect request: The body "));
        Assert.That(answer.Errors, Is.Empty);
    }
}
