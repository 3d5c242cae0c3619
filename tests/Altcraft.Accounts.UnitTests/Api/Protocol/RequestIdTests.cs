using Altcraft.Accounts.Api.Protocol;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class RequestIdTests
{
    [TestCase("a")]
    [TestCase("Job-7_step.2")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Of_WhenSane_IsTheCallers(string sent) => Assert.That(Of(sent), Is.EqualTo(sent));

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("a\nb")]
    [TestCase("<x>")]
    [TestCase("é")]
    [TestCase("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Of_WhenNot_IsANewOne(string sent) => Assert.That(Of(sent), Does.Match("^[A-Za-z0-9_-]{16}$").And.Not.EqualTo(sent));

    [Test]
    public void Of_WhenSeveralAreSent_IsANewOne() => Assert.That(Of("a", "b"), Does.Match("^[A-Za-z0-9_-]{16}$"));

    [Test]
    public void New_WhenCalledOften_NeverRepeats() => Assert.That(Enumerable.Range(0, 1000).Select(_ => RequestId.New()), Is.Unique);

    private static string Of(params string[] sent)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[RequestId.Header] = sent;
        return RequestId.Of(context.Request);
    }
}
