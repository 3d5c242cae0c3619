namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>What HTTP itself refuses before there is a request gets the server's own short answer, which tells nothing (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class MalformedRequestTests : ApiTest
{
    private const string Line = "POST /api/v1.1/admin/accounts/list HTTP/1.1\r\n";
    private const string Xml = "Host: x\r\nConnection: close\r\nContent-Type: application/xml\r\n";
    private const string Body = "Content-Length: 6\r\n\r\n<xml/>";

    public static IEnumerable<TestCaseData> Headers =>
    [
        Case("no Host", Line + Xml.Replace("Host: x\r\n", string.Empty, StringComparison.Ordinal) + Body, 400),
        Case("two Hosts", Line + Xml + "Host: y\r\n" + Body, 400),
        Case("another Host in the request line", Line.Replace("/api", "http://y/api", StringComparison.Ordinal) + Xml + Body, 400),
        Case("a header without a colon", Line + Xml + "Nonsense\r\n" + Body, 400),
        Case("a folded header", Line + Xml + "A: b\r\n c\r\n" + Body, 400),
        Case("a header with NUL", Line + Xml + "A: b\0c\r\n" + Body, 400),
        Case("a header that is not UTF-8", Line + Xml + "A: \xff\r\n" + Body, 400),
        Case("a length that is no number", Line + Xml + "Content-Length: six\r\n\r\n<xml/>", 400),
        Case("a negative length", Line + Xml + "Content-Length: -6\r\n\r\n<xml/>", 400),
        Case("two lengths", Line + Xml + "Content-Length: 7\r\n" + Body, 400),
        Case("another coding than chunks", Line + Xml + "Transfer-Encoding: gzip\r\n\r\n", 400),
        Case("chunks without a length", Line + Xml + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<xml/>\r\n0\r\n\r\n", 400),
        Case("a chunk longer than any number", Line + Xml + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", 400),
        Case("HTTP/1.0 without a length", Line.Replace("1.1\r", "1.0\r", StringComparison.Ordinal) + Xml + "\r\n", 400),
        Case("headers of more than 32 KiB", Line + Xml + "A: " + new string('a', 33_000) + "\r\n" + Body, 431),
        Case("101 headers", Line + Xml + string.Concat(Enumerable.Range(0, 97).Select(i => $"A{i}: a\r\n")) + Body, 431),
    ];

    /// <summary>What is not a request line.</summary>
    public static IEnumerable<TestCaseData> Lines =>
    [
        Case("no request line", "HELLO\r\n\r\n", 400),
        Case("a method that is none", "P(ST / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        Case("a path that is none", "POST nothing HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        Case("an asterisk", "POST * HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        Case("a version that is none", "POST / HTTP/3.7\r\nHost: x\r\n\r\n", 505),
        Case("NUL in the path", "POST /a\0b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        Case("escaped NUL in the path", "POST /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        Case("a path with bytes that are not ASCII", "POST /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        Case("a request line of more than 8 KiB", "POST /" + new string('a', 8200) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        Case("a line break in a path", "POST /a\nX: y HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        Case("TLS", "\x16\x03\x01\0\xc6\x01\0\0\xc2\x03\x03" + new string('\0', 190), 400),
        Case("every byte there is", string.Concat(Enumerable.Range(0, 256).Select(i => (char)i)), 400),
    ];

    [TestCaseSource(nameof(Headers))]
    public Task Request_WhenAHeaderIsMalformed_GetsAShortAnswer(string request, int status) => AssertAnswerAsync(request, status);

    [TestCaseSource(nameof(Lines))]
    public Task Request_WhenItsLineIsMalformed_GetsAShortAnswer(string request, int status) => AssertAnswerAsync(request, status);

    [Test]
    public async Task Request_AtTheLimitsOfLineAndHeaders_IsServed()
    {
        // The line with its method, version and line break makes 8192 bytes, the headers 100 and 32 KiB less what others take.
        var path = "/" + new string('a', 8192 - "POST / HTTP/1.1\r\n".Length);
        var headers = string.Concat(Enumerable.Range(0, 93).Select(i => $"A{i:00}: a\r\n")) + "Long: " + new string('a', 31_000) + "\r\n";

        using var longest = await RawConnection.OpenAsync(Api.Address);
        await longest.SendAsync($"POST {path} HTTP/1.1\r\n" + Xml + Body);
        Assert.That((await longest.AnswerAsync()).Error, Is.EqualTo(404));

        using var most = await RawConnection.OpenAsync(Api.Address);
        await most.SendAsync(Line + Xml + headers + $"Authorization: Bearer {ApiHost.AdminToken}\r\nA: a\r\n" + Body);
        Assert.That((await most.AnswerAsync()).Error, Is.Zero);
    }

    [Test]
    public async Task Request_BehindAGoodOneOnTheSameConnection_IsAnsweredToo()
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        var good = Line + Xml.Replace("close", "keep-alive", StringComparison.Ordinal) + $"Authorization: Bearer {ApiHost.AdminToken}\r\n" + Body;
        await connection.SendAsync(good + Line + "Accept: text/xml\r\nX-Request-Id: mine\r\nNonsense\r\n\r\n");

        var text = await connection.ReadToEndAsync();

        Assert.That(text, Does.Contain("<error>0</error>"));
        Assert.That(text, Does.Contain("HTTP/1.1 400 Bad Request\r\n"));
        Assert.That(text.Split("HTTP/1.1 "), Has.Length.EqualTo(3), text);
    }

    [Test]
    public async Task Request_WhenItIsHeadAndMalformed_HasNoBody()
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync("HEAD / HTTP/1.1\r\n\r\n");

        Assert.That(await connection.ReadToEndAsync(), Does.StartWith("HTTP/1.1 400 ").And.EndsWith("\r\n\r\n"));
    }

    private static TestCaseData Case(string name, string request, int status) => new TestCaseData(request, status).SetArgDisplayNames(name);

    // Chunks are parsed while the body is read, when there is a request: there the envelope is written.
    private async Task AssertAnswerAsync(string request, int status)
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync(request);

        var text = await connection.ReadToEndAsync();

        Assert.That(text, Does.StartWith($"HTTP/1.1 {status} "));
        Assert.That(text, Does.Contain("Connection: close\r\n"));
        Assert.That(text, Does.Not.Contain("Server:").And.Not.Contain("Exception").And.Not.Contain("<html"));
        Assert.That(text, request.Contains("chunked", StringComparison.Ordinal) ? Does.Contain("<error>400</error>") : Does.EndWith("\r\n\r\n"));
    }
}
