using System.Net;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary><c>Api:AlwaysOk=true</c>: HTTP 200 throughout, with the same bodies (contract, section 2).</summary>
[TestFixture, Parallelizable]
public sealed class AlwaysOkTests : ApiTest
{
    protected override (string Key, string Value)[] Settings => [("Api:AlwaysOk", "true")];

    [TestCase("accounts/list", "POST", "application/json", 0)]
    [TestCase("accounts/get", "POST", "application/json", 400)]
    [TestCase("accounts/nothing", "POST", "application/json", 404)]
    [TestCase("accounts/save", "GET", "application/json", 405)]
    [TestCase("accounts/save", "POST", "text/plain", 415)]
    public async Task Answer_WhenAlwaysOkIsSet_IsHttp200WithTheErrorInTheBody(string path, string method, string contentType, int error)
    {
        var answer = await new Call(path) { Method = new HttpMethod(method), ContentType = contentType }.AnswerAsync(Api.Client);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Answer_WhenAlwaysOkIsSet_HasTheSameBody(Wire wire)
    {
        await using var other = await ApiHost.StartAsync(Api.ConnectionString);
        foreach (var (path, token) in new[] { ("accounts/save", null), ("accounts/save", ApiHost.AdminToken), ("nothing", ApiHost.AdminToken) })
        {
            var call = new Call(path) { Text = WireBody.Of(new JsonObject(), wire), Wire = wire, Token = token, Headers = [("X-Request-Id", "one")] };
            var here = await call.AnswerAsync(Api.Client);
            var there = await call.AnswerAsync(other.Client);

            Assert.That(here.Body, Is.EqualTo(there.Body));
            Assert.That(((int)here.Status, (int)there.Status), Is.EqualTo((200, there.Error)));
        }
    }

    [Test]
    public async Task Answer_WhenTheBodyIsTooLarge_IsHttp200()
    {
        var answer = await new Call { Body = new byte[70_000] }.AnswerAsync(Api.Client);

        Assert.That((answer.Status, answer.Error), Is.EqualTo((HttpStatusCode.OK, 413)));
    }
}
