using System.Buffers;
using System.Text;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class XmlToJsonTests
{
    [TestCase("<xml/>", "{}")]
    [TestCase("<xml></xml>", "{}")]
    [TestCase("<anything><a>1</a></anything>", "{\"a\":\"1\"}")]
    [TestCase("<xml><a>1</a><a>2</a></xml>", "{\"a\":\"1\",\"a\":\"2\"}")]
    [TestCase("<xml><a/><b></b><c> </c></xml>", "{\"a\":\"\",\"b\":\"\",\"c\":\" \"}")]
    [TestCase("<xml><a><b>1</b><c><d>2</d></c></a></xml>", "{\"a\":{\"b\":\"1\",\"c\":{\"d\":\"2\"}}}")]
    [TestCase("<?xml version=\"1.0\" encoding=\"windows-1251\"?><xml/>", "{}")]
    [TestCase("\n <?xml version='1.1' encoding='utf-16' standalone='yes'?>\n<xml/>", "{}")]
    [TestCase("<xml>\n  <a>\n    <b>1</b>\n  </a>\n</xml>", "{\"a\":{\"b\":\"1\"}}")]
    [TestCase("<xml><a array=\"true\"><x>1</x><y>2</y></a></xml>", "{\"a\":[\"1\",\"2\"]}")]
    [TestCase("<xml><a array=\"True\"><x>1</x></a></xml>", "{\"a\":[\"1\"]}")]
    [TestCase("<xml><a array=\"1\"><x><k>v</k></x></a></xml>", "{\"a\":[{\"k\":\"v\"}]}")]
    [TestCase("<xml><a array=\"true\"/><b array=\"true\"></b></xml>", "{\"a\":[],\"b\":[]}")]
    [TestCase("<xml><a array=\"false\"><x>1</x></a></xml>", "{\"a\":{\"x\":\"1\"}}")]
    [TestCase("<xml xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><a i:nil=\"true\"/><b i:nil=\"false\">1</b></xml>", "{\"a\":null,\"b\":\"1\"}")]
    [TestCase("<p:xml xmlns:p=\"urn:x\"><p:a xml:lang=\"en\">1</p:a></p:xml>", "{\"a\":\"1\"}")]
    [TestCase("<xml><a>&lt;&amp;&gt;&#x41;<![CDATA[<b>]]></a></xml>", "{\"a\":\"\\u003C\\u0026\\u003EA\\u003Cb\\u003E\"}")]
    public void Write_WhenReadable_IsTheSameJson(string xml, string json) => Assert.That(Convert(xml), Is.EqualTo(json));

    [TestCase("<xml><a b=\"1\"/></xml>", "the attribute b has no meaning here: parameters are elements")]
    [TestCase("<xml><a>text<b/></a></xml>", "an element holds both text and elements")]
    [TestCase("<xml>text</xml>", "an element holds both text and elements")]
    [TestCase("<xml xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><a i:nil=\"true\">1</a></xml>", "an element with xsi:nil=\"true\" must be empty")]
    public void Write_WhenItMeansNothing_SaysWhy(string xml, string reason) =>
        Assert.That(() => Convert(xml), Throws.TypeOf<XmlRefusedException>().With.Property("Reason").EqualTo(reason));

    [TestCase("<a>")]
    [TestCase("<a array=\"true\">")]
    public void Write_WhenNestedVeryDeeply_StopsEarly(string start)
    {
        var xml = "<xml>" + string.Concat(Enumerable.Repeat(start, 5000));

        Assert.That(() => Convert(xml), Throws.TypeOf<XmlRefusedException>()
            .With.Property("Reason").EqualTo("its elements are nested deeper than 32 levels, and no parameter is")
            .And.Property("LinePosition").EqualTo(xml.IndexOf('>') + 2 + (32 * start.Length) + 1));
    }

    private static string Convert(string xml)
    {
        var json = new ArrayBufferWriter<byte>();
        XmlToJson.Write(Encoding.UTF8.GetBytes(xml), json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
