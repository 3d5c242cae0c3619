using System.Buffers;
using System.Text;
using Altcraft.Accounts.Api.Binding;
using Body = Altcraft.Accounts.UnitTests.Api.Binding.ReadBody<Altcraft.Accounts.Application.Accounts.SaveAccount.SaveAccountCommand>;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class RequestBodyTests
{
    [TestCase("{\"name\":\"acme\",\"token\":\"t\",\"format\":\"xml\"}", false)]
    [TestCase("\uFEFF{\"name\":\"acme\",\"token\":\"t\",\"format\":\"xml\"}", false)]
    [TestCase("\r\n {\"n\\u0061me\" : \"acme\" , \"token\":\"t\",\"format\":\"xml\"} \n", false)]
    [TestCase("<xml><name>acme</name><token>t</token><format>xml</format></xml>", true)]
    [TestCase("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?><other><name> acme\n</name><token><![CDATA[t]]></token><format>xml</format></other>", true)]
    [TestCase("<xml xmlns=\"urn:x\"><!-- - --><name>ac<?p i?>me</name><token>t</token><format>x<!-- - -->ml</format></xml>", true)]
    public void Read_WhenReadable_GivesTheParameters(string text, bool isXml)
    {
        var body = Body.Of(Encoding.UTF8.GetBytes(text), isXml);

        Assert.That((body.Body.Unreadable, body.Problems.Count), Is.EqualTo(((Error?)null, 0)));
        Assert.That((body.Command!.Name.Value, body.Body.Token, body.Body.Format), Is.EqualTo(("acme", "t", "xml")));
    }

    [Test]
    public void Read_WhenBytesComeInPieces_ReadsThemAsOne()
    {
        var first = new Piece("{\"name\":\"ac"u8.ToArray());
        var last = first.Append("me\"}"u8.ToArray());

        var body = RequestBody.Read(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), isXml: false);

        Assert.That(Encoding.UTF8.GetString(body.Json.Span), Is.EqualTo("{\"name\":\"acme\"}"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    [TestCase("1")]
    public void Read_WhenNoObject_IsUnreadable(string text) => Assert.That(Body.Json(text).Body.Unreadable, Is.Not.Null);

    [TestCase("{\"token\":\"t\",\"format\":\"xml\",\"name\"")]
    [TestCase("{\"token\":\"t\",\"format\":\"xml\",}")]
    [TestCase("{\"token\":\"t\",\"format\":\"xml\"} {}")]
    [TestCase("{\"token\":\"t\",\"format\":\"xml\", // remark\n}")]
    [TestCase("{\"token\":\"t\",\"format\":\"xml\",name:1}")]
    [TestCase("{\"\\ud800\":1,\"token\":\"t\",\"format\":\"xml\",")]
    public void Read_WhenJsonIsBroken_KeepsWhoAsksAndTheFormat(string text)
    {
        var body = Body.Json(text);

        Assert.That(body.Body.Unreadable?.Message, Does.StartWith("The body is not valid JSON"));
        Assert.That((body.Body.Token, body.Body.Format), Is.EqualTo(("t", "xml")));
    }

    [TestCase("{\"a\":")]
    [TestCase("{\"a\":\"b")]
    [TestCase("{\"a\":[1,")]
    [TestCase("{")]
    public void Read_WhenJsonIsCutShort_SaysSo(string text) =>
        Assert.That(Body.Json(text).Body.Unreadable?.Message, Does.EndWith("it ends before every bracket and quotation mark is closed."));

    [TestCase("")]
    [TestCase(" \r\n")]
    [TestCase("\uFEFF")]
    public void Read_WhenNothingIsThere_SaysWhatToSend(string text)
    {
        Assert.That(Body.Json(text).Body.Unreadable?.Message, Is.EqualTo("The body is empty: send {} if there are no parameters."));
        Assert.That(Body.Xml(text).Body.Unreadable?.Message, Is.EqualTo("The body is empty: send <xml/> if there are no parameters."));
    }

    [TestCase(31, true)]
    [TestCase(32, false)]
    public void Read_WhenJsonIsNested_AllowsThirtyTwoLevels(int arrays, bool isReadable)
    {
        var body = Body.Json("{\"other\":" + new string('[', arrays) + new string(']', arrays) + "}");

        Assert.That(body.Body.Unreadable is null, Is.EqualTo(isReadable));
    }

    [TestCase(32, true, Description = "the innermost is a value")]
    [TestCase(33, false)]
    public void Read_WhenXmlIsNested_AllowsThirtyTwoLevels(int elements, bool isReadable)
    {
        var body = Body.Xml("<xml>" + string.Concat(Enumerable.Repeat("<a>", elements)) + string.Concat(Enumerable.Repeat("</a>", elements)) + "</xml>");

        Assert.That(body.Body.Unreadable is null, Is.EqualTo(isReadable));
    }

    [TestCase("{\"token\":\"t\",\"format\":\"xml\",\"name\":\"", false)]
    [TestCase("<xml><token>t</token><format>xml</format><name>", true)]
    public void Read_WhenNotUtf8_IsUnreadableAndKeepsWhoAsks(string start, bool isXml)
    {
        var body = Body.Of([.. Encoding.UTF8.GetBytes(start), 0xFF], isXml);

        Assert.That(body.Body.Unreadable?.Message, Is.EqualTo($"The body is not UTF-8 (line 1, position {start.Length + 1}): encode all of it as UTF-8."));
        Assert.That((body.Body.Token, body.Body.Format), Is.EqualTo(("t", "xml")));
    }

    [TestCase("<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><name>&a;</name></xml>")]
    [TestCase("<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml/>")]
    [TestCase("<xml><name>&other;</name></xml>")]
    [TestCase("<?xml version=\"2.0\"?><xml/>")]
    [TestCase("<!-- --><?xml version=\"1.0\"?><xml/>")]
    [TestCase("<xml><name>acme</xml>")]
    [TestCase("<xml/><xml/>")]
    [TestCase("<xml><name>a<b/></name></xml>")]
    [TestCase("<xml><name id=\"1\">a</name></xml>")]
    [TestCase("<xml><name>\u0001</name></xml>")]
    [TestCase("<xml><name>&#1;</name></xml>")]
    [TestCase("text")]
    public void Read_WhenXmlIsBrokenOrHostile_IsUnreadable(string text)
    {
        var body = Body.Xml(text);

        Assert.That(body.Body.Unreadable?.Code, Is.EqualTo(ErrorCodes.Unreadable));
        Assert.That(body.Body.Unreadable?.Message, Does.StartWith("The body cannot be read as XML (line "));
        Assert.That(body.Body.Unreadable?.Message, Does.Not.Contain("(line 0").And.Not.Contains("…\"").And.Not.Contains("DtdProcessing"));
    }

    [Test]
    public void Read_WhenXmlBreaksBehindToken_KeepsWhoAsksAndTheFormat()
    {
        var body = Body.Xml("<xml><token>t</token><format>json</format><name>");

        Assert.That((body.Body.Token, body.Body.Format), Is.EqualTo(("t", "json")));
    }

    [TestCase("{\"token\":1}", "(not text)")]
    [TestCase("{\"token\":[\"t\"]}", "(not text)")]
    [TestCase("{\"token\":null}", null)]
    [TestCase("{}", null)]
    public void Read_WhenTokenIsNoText_IsATokenNobodyHas(string text, string? token) =>
        Assert.That(Body.Json(text).Body.Token, Is.EqualTo(token));

    [TestCase("{\"format\":\"yaml\"}", "format must be json or xml; it is \"yaml\".")]
    [TestCase("{\"format\":\"XML\"}", "format must be json or xml; it is \"XML\".")]
    public void Read_WhenFormatIsUnknown_TellsIt(string text, string message) =>
        Assert.That(Body.Json(text).Problems.Single(), Is.EqualTo(new Error("format", ErrorCodes.BadValue, message)));

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
