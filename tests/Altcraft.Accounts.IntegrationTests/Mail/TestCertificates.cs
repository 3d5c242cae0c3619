using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>An authority, as a company has one of its own, and a certificate of it for <c>localhost</c>.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.Parse("2020-01-01Z"), DateTimeOffset.Parse("2100-01-01Z"));
        AuthorityFile = Path.Combine(Directory.CreateTempSubdirectory("accounts-authority-").FullName, "ca.pem");
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
        Server = Issue();
    }

    /// <summary>The certificate of the authority, for <c>SSL_CERT_FILE</c>: what OpenSSL and .NET trust.</summary>
    public string AuthorityFile { get; }

    /// <summary>The certificate of a server.</summary>
    public X509Certificate2 Server { get; }

    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }

    private X509Certificate2 Issue()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_authority, DateTimeOffset.Parse("2020-01-01Z"), DateTimeOffset.Parse("2099-01-01Z"), [1]);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
