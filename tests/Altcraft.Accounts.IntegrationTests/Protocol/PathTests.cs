namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>Paths with empty segments, which clients send whose base URL ends in a slash (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class PathTests : ApiTest
{
    private static readonly string[] WithEmptySegments =
    [
        "/api/v1.1//admin/accounts/save", "//api/v1.1/admin/accounts/save", "/api/v1.1/admin/accounts/save//",
        "///api//v1.1///admin////accounts//save/", "/api/v1.1//admin/accounts/save?format=json",
    ];

    [Test]
    public async Task Path_WhenItHasEmptySegments_IsTheSameEndpoint([ValueSource(nameof(WithEmptySegments))] string path, [Values] Wire wire)
    {
        var answer = await SendRawAsync(RawRequest.Of(path, NewAccount(), wire, "Connection: close"));

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    [Test]
    public async Task Key_WhenThePathHasEmptySegments_IsTheSameKey([ValueSource(nameof(WithEmptySegments))] string path, [Values] Wire wire)
    {
        var (parameters, key) = (NewAccount(), NewName("key"));
        var first = await DoAsync("accounts/save", parameters, wire, ("Idempotency-Key", key));

        var again = await SendRawAsync(RawRequest.Of(path, parameters, wire, "Connection: close", "Idempotency-Key: " + key));

        Assert.That((again.Error, again.SavedId, again.Headers.Contains("Idempotency-Replayed")), Is.EqualTo((0, first.SavedId, true)), again.Body);
    }

    [TestCase("/api/v1.1//admin/nothing")]
    [TestCase("//")]
    [TestCase("/api/v1.1/%2Fadmin/accounts/save")]
    public async Task Path_WhenNothingIsThere_Is404(string path)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            Assert.That((await SendRawAsync(RawRequest.Of(path, NewAccount(), wire, "Connection: close"))).Error, Is.EqualTo(404));
        }
    }

    [TestCase("//health/live")]
    [TestCase("/health//ready")]
    [TestCase("//openapi//v1.1.json")]
    public async Task Path_OfAnotherPage_MayHaveEmptySegmentsToo(string path)
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.That(await connection.ReadToEndAsync(), Does.StartWith("HTTP/1.1 200 "));
    }

    private async Task<Answer> SendRawAsync(string request)
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync(request);
        return await connection.AnswerAsync();
    }
}
