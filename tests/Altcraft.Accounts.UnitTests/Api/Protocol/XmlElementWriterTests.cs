using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class XmlElementWriterTests
{
    [TestCase("{\"saved_id\":7}", "<data><saved_id>7</saved_id></data>")]
    [TestCase("{\"a\":true,\"b\":null,\"c\":\"\",\"d\":-1.5}", "<data><a>true</a><b/><c/><d>-1.5</d></data>")]
    [TestCase("{\"a\":{\"b\":\"x\"}}", "<data><a><b>x</b></a></data>")]
    [TestCase("{}", "<data></data>")]
    [TestCase("[{\"id\":1},{\"id\":2}]", "<data><id>1</id></data><data><id>2</id></data>")]
    [TestCase("[]", "<data/>")]
    [TestCase("{\"ids\":[1,2],\"none\":[]}", "<data><ids>1</ids><ids>2</ids><none/></data>")]
    public void WriteJson_WhenAnyJson_IsItsCoat(string json, string xml) =>
        Assert.That(Write(writer => writer.WriteJson("data", Encoding.UTF8.GetBytes(json))), Is.EqualTo(xml));

    [TestCase("plain text", "plain text")]
    [TestCase("<b> & </b>", "&lt;b&gt; &amp; &lt;/b&gt;")]
    [TestCase("]]>", "]]&gt;")]
    [TestCase("\"'", "\"'")]
    [TestCase("a\tb\nc\rd", "a\tb\nc&#13;d")]
    [TestCase("a\u0000b\u001Bc", "a\uFFFDb\uFFFDc")]
    [TestCase("a\uFFFEb\uFFFFc", "a\uFFFDb\uFFFDc")]
    [TestCase("Привет 😀", "Привет 😀")]
    public void Text_WhenAnyText_IsEscaped(string text, string escaped) =>
        Assert.That(Write(writer => writer.Text("a", text)), Is.EqualTo($"<a>{escaped}</a>"));

    [Test]
    public void Text_WhenEmpty_IsAnEmptyElement() => Assert.That(Write(writer => writer.Text("a", string.Empty)), Is.EqualTo("<a/>"));

    [Test]
    public void WriteJson_WhenTextHoldsMarkup_ReadsBackTheSame()
    {
        const string Text = "</title><token>x</token> &amp; 😀 \"'";

        var xml = Write(writer => writer.WriteJson("data", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["title"] = Text })));

        Assert.That(XElement.Parse(xml).Elements().Select(element => (element.Name.LocalName, element.Value)), Is.EqualTo([("title", Text)]));
    }

    private static string Write(Action<XmlElementWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new XmlElementWriter(buffer));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
