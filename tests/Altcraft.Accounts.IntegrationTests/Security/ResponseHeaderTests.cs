namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>What every answer says of itself, whoever gives it (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class ResponseHeaderTests : ApiTest
{
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    [TestCase("/openapi/v1.1.json")]
    [TestCase("/docs")]
    [TestCase("/docs/")]
    [TestCase("/nothing")]
    public async Task Headers_OfWhateverCanBeRead_AreThere(string path)
    {
        using var response = await Api.Client.GetAsync(path);

        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("X-Request-Id").Single(), Is.Not.Empty);
        Assert.That(response.Headers.Contains("Server"), Is.False);
        Assert.That(response.Headers.Contains("X-Powered-By"), Is.False);
        Assert.That(response.Headers.Contains("Access-Control-Allow-Origin"), Is.False, "no page of another origin may read an answer");
    }

    [Test]
    public async Task Page_ThatTakesAToken_CannotBeFramed()
    {
        using var response = await Api.Client.GetAsync("/docs/");

        Assert.That(response.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "frame-ancestors 'none'" }));
    }
}
