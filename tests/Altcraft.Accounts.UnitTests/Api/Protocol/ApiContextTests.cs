using System.Buffers;
using System.Text;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class ApiContextTests
{
    [TestCase(null, null, null, null, "application/json", Description = "nothing said")]
    [TestCase(null, null, null, "text/xml; charset=utf-8", "text/xml", Description = "the type of the body")]
    [TestCase(null, null, "application/json", "text/xml", "application/json", Description = "Accept before the body")]
    [TestCase(null, null, "*/*", "application/xml", "application/xml", Description = "a wildcard names none")]
    [TestCase(null, null, "text/html, application/xml;q=0.5, */*", "application/json", "application/xml")]
    [TestCase(null, null, "application/xml;q=0.2, application/json;q=0.7", null, "application/json", Description = "the better quality")]
    [TestCase(null, null, "application/json;q=0.2, text/xml;q=0.7", null, "text/xml")]
    [TestCase(null, null, "application/xml, application/json", null, "application/xml", Description = "the first of equals")]
    [TestCase(null, null, "application/json;q=0", "application/xml", "application/xml", Description = "not wanted")]
    [TestCase(null, "xml", "application/json", "application/json", "application/xml", Description = "the URL before Accept")]
    [TestCase("json", "xml", "application/xml", "application/xml", "application/json", Description = "the body before the URL")]
    [TestCase("yaml", null, null, "application/xml", "application/xml", Description = "an unknown name says nothing")]
    [TestCase(null, "yaml", "application/xml", "application/json", "application/xml")]
    public void AnswerFormat_WhenSeveralSourcesSaySomething_TakesTheFirst(
        string? parameter, string? query, string? accept, string? contentType, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = query is null ? default : QueryString.Create("format", query);
        context.Request.Headers.Accept = accept;
        context.Request.ContentType = contentType;

        Assert.That(new ApiContext { Body = Body(parameter) }.AnswerFormat(context.Request).MediaType, Is.EqualTo(expected));
    }

    private static RequestBody Body(string? format) => RequestBody.Read(
        new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(format is null ? "{}" : $"{{\"format\":\"{format}\"}}")), isXml: false);

    [Test]
    public void Of_WhenAskedAgain_IsTheSame()
    {
        var context = new DefaultHttpContext();
        var api = ApiContext.Of(context);

        Assert.That(ApiContext.Of(context), Is.SameAs(api));
    }
}
