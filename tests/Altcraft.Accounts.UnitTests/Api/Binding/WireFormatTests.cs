using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class WireFormatTests
{
    [TestCase("application/json", "application/json")]
    [TestCase("application/json; charset=utf-8", "application/json")]
    [TestCase("APPLICATION/JSON;charset=\"UTF-8\"", "application/json")]
    [TestCase("application/json;charset=utf8", "application/json")]
    [TestCase("application/json;", "application/json")]
    [TestCase("application/json; ;charset=utf-8; ", "application/json")]
    [TestCase("application/xml", "application/xml")]
    [TestCase("text/xml;charset=utf-8", "text/xml")]
    public void OfContentType_WhenSupported_IsTheFormat(string contentType, string mediaType) =>
        Assert.That(WireFormat.OfContentType(contentType)?.MediaType, Is.EqualTo(mediaType));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("json")]
    [TestCase("text/plain")]
    [TestCase("text/json")]
    [TestCase("application/problem+json")]
    [TestCase("application/*")]
    [TestCase("application/json; charset=windows-1251")]
    [TestCase("application/xml; charset=utf-16")]
    [TestCase("application/json; charset=")]
    [TestCase(";")]
    [TestCase("multipart/form-data; boundary=x")]
    public void OfContentType_WhenNot_IsNone(string? contentType) => Assert.That(WireFormat.OfContentType(contentType), Is.Null);

    [TestCase("application/json", false)]
    [TestCase("text/json", false)]
    [TestCase("application/problem+json", false)]
    [TestCase("Application/XML", true)]
    [TestCase("text/xml", true)]
    [TestCase("application/soap+xml", true)]
    public void OfMediaType_WhenJsonOrXml_IsTheFormat(string mediaType, bool isXml) => Assert.That(WireFormat.OfMediaType(mediaType)?.IsXml, Is.EqualTo(isXml));

    [TestCase("*/*")]
    [TestCase("application/*")]
    [TestCase("text/html")]
    [TestCase("")]
    [TestCase(null)]
    public void OfMediaType_WhenOther_IsNone(string? mediaType) => Assert.That(WireFormat.OfMediaType(mediaType), Is.Null);

    [TestCase("json", "application/json; charset=utf-8")]
    [TestCase("xml", "application/xml; charset=utf-8")]
    [TestCase("JSON", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Named_WhenJsonOrXml_IsTheFormat(string? name, string? contentType) => Assert.That(WireFormat.Named(name)?.ContentType, Is.EqualTo(contentType));
}
