using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>Methods, paths, headers and sizes (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class TransportTests : ApiTest
{
    private const int MaxBytes = 64 * 1024;

    [TestCase("accounts/save/")]
    [TestCase("accounts/list/")]
    [TestCase("Accounts/Save")]
    public async Task Path_WhenItEndsInASlashOrHasOtherCase_IsTheSameEndpoint(string path)
    {
        var answer = await SendAsync(path, path.Contains("list", StringComparison.Ordinal) ? new JsonObject() : NewAccount());

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("BREW")]
    public async Task Method_WhenItIsNotPost_Is405(string method)
    {
        foreach (var path in new[] { "accounts/save", "accounts/save/" })
        {
            using var response = await new Call(path) { Method = new HttpMethod(method), Body = null }.SendAsync(Api.Client);
            var answer = await Answer.OfAsync(response);

            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
            Assert.That((answer.Error, answer.ErrorText), Is.EqualTo((405, "Only POST is allowed here.")));
            Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "POST" }));
        }
    }

    [TestCase("abc", true)]
    [TestCase("A.b_c-9", true)]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [TestCase("01234567890123456789012345678901234567890123456789012345678901234", false)]
    [TestCase("a b", false)]
    [TestCase("a/b", false)]
    [TestCase("a\"b", false)]
    [TestCase("<script>", false)]
    [TestCase("", false)]
    public async Task RequestId_WhenItIsSent_IsKeptIfItIsSane(string sent, bool isKept)
    {
        var answer = await SendAsync("accounts/get", new JsonObject(), Wire.Json, ("X-Request-Id", sent));

        Assert.That(answer.RequestId == sent, Is.EqualTo(isKept), answer.RequestId);
        Assert.That(answer.RequestId, Does.Match("^[A-Za-z0-9._-]{1,64}$"));
        Assert.That(answer.Headers.GetValues("X-Request-Id"), Is.EqualTo(new[] { answer.RequestId }));
    }

    [Test]
    public async Task RequestId_WhenItIsSentTwiceOrNever_IsNewEachTime()
    {
        var twice = await SendAsync("accounts/get", new JsonObject(), Wire.Json, ("X-Request-Id", "a"), ("X-Request-Id", "b"));
        var never = await SendAsync("accounts/get", new JsonObject());
        var again = await SendAsync("accounts/get", new JsonObject());

        Assert.That(new[] { "a", "b", twice.RequestId, never.RequestId, again.RequestId }, Is.Unique);
    }

    [TestCase("accounts/list", "POST", 200)]
    [TestCase("accounts/get", "POST", 400)]
    [TestCase("nothing", "POST", 404)]
    [TestCase("accounts/list", "GET", 405)]
    public async Task Headers_WhateverTheAnswer_AreThere(string path, string method, int status)
    {
        using var response = await new Call(path) { Method = new HttpMethod(method) }.SendAsync(Api.Client);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.GetValues("X-Request-Id").Single(), Is.Not.Empty);
        Assert.That(response.Headers.GetValues("Cache-Control").Single(), Is.EqualTo("no-store"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(response.Headers.Contains("Server"), Is.False);
    }

    [TestCase("limit=5", "limit")]
    [TestCase("name=x&format=json", "name")]
    public async Task Url_WhenItHasAnotherParameter_Answers400(string query, string field)
    {
        var answer = await SendAsync("accounts/save?" + query, NewAccount());

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (field, "unknown_parameter") }), answer.Body);
    }

    [TestCase(Wire.Json, false, 0, 200)]
    [TestCase(Wire.Json, true, 0, 200)]
    [TestCase(Wire.Xml, false, 0, 200)]
    [TestCase(Wire.Xml, true, 0, 200)]
    [TestCase(Wire.Json, false, 1, 413)]
    [TestCase(Wire.Json, true, 1, 413)]
    [TestCase(Wire.Xml, false, 1, 413)]
    [TestCase(Wire.Xml, true, 1, 413)]
    [TestCase(Wire.Json, true, 1_000_000, 413)]
    public async Task Body_WhenItIs64KiBOrMore_IsReadOrRefused(Wire wire, bool isChunked, int more, int status)
    {
        var text = WireBody.Of(NewAccount(), wire);
        text += new string(' ', MaxBytes - text.Length + more);
        var answer = await new Call { Text = text, Wire = wire, IsChunked = isChunked }.AnswerAsync(Api.Client);

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Error, Is.EqualTo(status == 200 ? 0 : status));
        Assert.That(answer.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Body_WhenItIsCompressed_Is415(Wire wire)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(WireBody.Of(NewAccount(), wire)));
        }

        var answer = await new Call { Body = compressed.ToArray(), Wire = wire, Headers = [("Content-Encoding", "gzip")] }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(415), answer.Body);
        Assert.That(answer.MediaType, Is.EqualTo(wire == Wire.Json ? "application/json" : "application/xml"));
    }

    [TestCase("text/plain", null, "Content-Type is \"text/plain\"")]
    [TestCase("application/x-www-form-urlencoded", null, "Content-Type is \"application/x-www-form-urlencoded\"")]
    [TestCase("application/json; charset=windows-1251", null, "Content-Type is \"application/json; charset=windows-1251\"")]
    [TestCase("application/json, application/json", null, "Content-Type is \"application/json, application/json\"")]
    [TestCase(ApiHost.AdminToken, null, "Content-Type is \"aat_***\"")]
    [TestCase("", null, "there is no Content-Type")]
    [TestCase(null, null, "there is no Content-Type")]
    [TestCase("application/json", "gzip", "Content-Encoding is \"gzip\"")]
    public async Task Body_WhenItIsOfAnotherType_IsToldWithWhatIsTaken(string? contentType, string? encoding, string sent)
    {
        foreach (var accept in new[] { "application/json", "application/xml" })
        {
            (string, string)[] headers = encoding is null ? [("Accept", accept)] : [("Accept", accept), ("Content-Encoding", encoding)];
            var answer = await new Call { ContentType = contentType, Headers = headers }.AnswerAsync(Api.Client);

            Assert.That((answer.Error, answer.ErrorText, answer.MediaType), Is.EqualTo((
                415,
                $"Unsupported media type: {sent}; send application/json, application/xml or text/xml, in UTF-8 and not compressed.",
                accept)));
        }
    }

    [TestCase(32, "surplus")]
    [TestCase(33, null)]
    [TestCase(60, null)]
    [TestCase(2000, null)]
    public async Task Body_WhenItIsNested_IsReadTo32Levels(int depth, string? field)
    {
        // The body itself is the first level; the value inside the innermost is none.
        var levels = depth - 1;
        var json = "{\"surplus\":" + Times("{\"x\":", levels) + "1" + Times("}", levels) + "}";
        var xml = "<xml><surplus>" + Times("<x>", levels) + "1" + Times("</x>", levels) + "</surplus></xml>";
        foreach (var (body, wire) in new[] { (json, Wire.Json), (xml, Wire.Xml) })
        {
            var answer = await new Call { Text = body, Wire = wire }.AnswerAsync(Api.Client);

            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.Errors.Select(error => error.Field).LastOrDefault(), Is.EqualTo(field), $"{wire} {answer.Body}");
        }
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
