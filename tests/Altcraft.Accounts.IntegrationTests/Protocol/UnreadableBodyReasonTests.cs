namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>What is wrong with a body that cannot be read is told in words of its own, with the place in what was sent (contract, section 2).</summary>
[TestFixture, Parallelizable]
public sealed class UnreadableBodyReasonTests : ApiTest
{
    private const string NotWellFormed =
        "it is not well-formed: close each element by its own name, write &amp; and &lt; for & and < in text, and leave control characters out.";

    private const string HasDtd = "a document type declaration (<!DOCTYPE …>) is not accepted: leave it out.";

    public static IEnumerable<TestCaseData> Bodies =>
    [
        Case("empty", Wire.Json, "", "The body is empty: send {} if there are no parameters."),
        Case("blank", Wire.Json, " \r\n", "The body is empty: send {} if there are no parameters."),
        Case("cut short", Wire.Json, "{\"name\":\n\"a", "The body is not valid JSON (line 2, position 3): it ends before every bracket and quotation mark is closed."),
        Case("no JSON", Wire.Json, "{bad", "The body is not valid JSON (line 1, position 2): look for a comma, colon, bracket or quotation mark that is missing or too many."),
        Case("no object", Wire.Json, "[]", "The body must be a JSON object: {\"name\": …}."),
        Case("33 levels", Wire.Json, "{\"a\":" + Times("[", 32) + Times("]", 32) + "}",
            "The body is nested deeper than 32 levels (line 1, position 37): no parameter is."),
        Case("33 levels, cut short", Wire.Json, "{\"a\":" + Times("[", 32), "The body is nested deeper than 32 levels (line 1, position 37): no parameter is."),
        Case("empty", Wire.Xml, "", "The body is empty: send <xml/> if there are no parameters."),
        Case("blank", Wire.Xml, "\n ", "The body is empty: send <xml/> if there are no parameters."),
        Case("34 levels", Wire.Xml, Times("<x>", 34) + Times("</x>", 34),
            "The body cannot be read as XML (line 1, position 101): its elements are nested deeper than 32 levels, and no parameter is."),
        Case("cut short", Wire.Xml, "<xml>\n<name>a</name>", "The body cannot be read as XML (line 2, position 15): " + NotWellFormed),
        Case("not closed", Wire.Xml, "<xml><name>a</xml>", "The body cannot be read as XML (line 1, position 15): " + NotWellFormed),
        Case("no element", Wire.Xml, "<?xml version='1.0'?><!-- <!DOCTYPE -->", "The body cannot be read as XML: there is no element in it: send <xml/> if there are no parameters."),
        Case("DTD", Wire.Xml, "<!DOCTYPE xml><xml/>", "The body cannot be read as XML (line 1, position 1): " + HasDtd),
        Case("DTD further down", Wire.Xml, "<?xml version='1.0'?>\n<!-- ü -->\n <!DOCTYPE xml [<!ENTITY a \"b\">]><xml>&a;</xml>",
            "The body cannot be read as XML (line 3, position 2): " + HasDtd),
    ];

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_WhenItCannotBeRead_SaysWhyAndWhere(Wire wire, string body, string message)
    {
        var answer = await new Call { Text = body, Wire = wire }.AnswerAsync(Api.Client);

        Assert.That(answer.ErrorText, Is.EqualTo("Incorrect request: " + message));
    }

    [TestCase(Wire.Json, "{bad")]
    [TestCase(Wire.Json, "[]")]
    [TestCase(Wire.Json, "")]
    [TestCase(Wire.Xml, "<xml>")]
    [TestCase(Wire.Xml, "<!DOCTYPE xml><xml/>")]
    [TestCase(Wire.Xml, "")]
    public async Task Body_WhenTheTokenLacksTheScope_IsNotReportedBeforeThat(Wire wire, string body)
    {
        var (_, secret) = await CreateTokenAsync("accounts.read");

        var answer = await new Call { Text = body, Wire = wire, Token = secret }.AnswerAsync(Api.Client);

        Assert.That((answer.Error, answer.Errors.Count), Is.EqualTo((403, 0)), answer.Body);
        Assert.That(answer.ErrorText, Does.EndWith("lacks the scope \"accounts.write\"."));
        Assert.That((await new Call("accounts/list") { Text = body, Wire = wire, Token = secret }.AnswerAsync(Api.Client)).Error, Is.EqualTo(400));
    }

    [Test]
    public async Task Body_WhenTheTokenInItLacksTheScope_Answers403()
    {
        var (_, secret) = await CreateTokenAsync("accounts.read");

        var json = await new Call { Text = $"{{\"token\":\"{secret}\",bad", Token = null }.AnswerAsync(Api.Client);
        var xml = await new Call { Text = $"<xml><token>{secret}</token><bad>", Wire = Wire.Xml, Token = null }.AnswerAsync(Api.Client);

        Assert.That((json.Error, xml.Error), Is.EqualTo((403, 403)));
    }

    [Test]
    public async Task Body_WhenNothingButMarkupIsSent_IsReadAtOnce()
    {
        // As much as a body can hold, of what a slow search would stumble over.
        foreach (var body in new[] { Times("<!--", 16_000), Times("<!-- -->", 8_000), Times("<??>", 16_000), Times(" ", 65_000) })
        {
            var answer = await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client).WaitAsync(TimeSpan.FromSeconds(5));

            Assert.That(answer.Error, Is.EqualTo(400));
        }
    }

    private static TestCaseData Case(string name, Wire wire, string body, string message) =>
        new TestCaseData(wire, body, message).SetArgDisplayNames($"{wire} {name}");

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
