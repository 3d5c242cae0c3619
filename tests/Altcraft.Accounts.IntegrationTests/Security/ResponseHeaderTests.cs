using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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

        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
    }

    [TestCase("/health/live")]
    [TestCase("/nothing")]
    public async Task Tls_WhenTheServiceEndsItItself_IsRequiredFromThenOn(string path)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("accounts-tls-").FullName, "tls.pfx");
        await File.WriteAllBytesAsync(file, Certificate());
        await using var service = await ServiceProcess.ServeAsync(
            Api.ConnectionString,
            "--urls=https://127.0.0.1:0",
            "--Kestrel:Certificates:Default:Path=" + file,
            "--Kestrel:Certificates:Default:Password=secret");
        using var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        using var client = new HttpClient(handler) { BaseAddress = service.Client.BaseAddress };
        client.DefaultRequestHeaders.Host = "accounts.example.com";

        using var response = await client.GetAsync(path);

        Assert.That(response.Headers.GetValues("Strict-Transport-Security").Single(), Is.EqualTo("max-age=31536000"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Test]
    public async Task Tls_WhenSomebodyElseEndsIt_IsTheirs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Host = "accounts.example.com";
        using var response = await Api.Client.SendAsync(request);

        Assert.That(response.Headers.Contains("Strict-Transport-Security"), Is.False);
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=accounts.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return certificate.Export(X509ContentType.Pfx, "secret");
    }
}
