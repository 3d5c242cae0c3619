using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>An authority, as a company has one of its own, and a certificate of it for <c>localhost</c>.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, Until);
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
        using var issued = request.Create(_authority, From, Until, [1]);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
