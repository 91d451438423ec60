using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signal.MediaNode.Tests.Tls;

/// <summary>The files of a certificate that an intermediate authority has signed, in a temporary folder.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signal-tls-").FullName;
    private readonly X509Certificate2 _root = Issue("CN=root", null, authority: true);
    private readonly X509Certificate2 _intermediate;

    public CertificateFiles()
    {
        _intermediate = Issue("CN=intermediate", _root, authority: true);
        Renew();
    }

    public string Certificate => Path.Combine(_folder, "tls.crt");

    public string Key => Path.Combine(_folder, "tls.key");

    public string Intermediate => _intermediate.Thumbprint;

    public (string Key, string Value)[] Settings =>
    [
        ("urls", "https://127.0.0.1:0"), ("Tls:CertificateFile", Certificate), ("Tls:KeyFile", Key), ("Tls:RefreshInterval", "100ms"),
    ];

    /// <summary>Writes another certificate; returns its thumbprint.</summary>
    /// <param name="end">When it expires.</param>
    /// <param name="fromRoot">Whether the file begins with the root and ends with the certificate.</param>
    public string Renew(DateTimeOffset? end = null, bool fromRoot = false)
    {
        using var leaf = Issue("CN=node", _intermediate, authority: false, end);
        Write(Key, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        X509Certificate2[] written = fromRoot ? [_root, _intermediate, leaf] : [leaf, _intermediate];
        Write(Certificate, string.Join('\n', written.Select(certificate => certificate.ExportCertificatePem())));
        return leaf.Thumbprint;
    }

    public void Break() => Write(Certificate, "no certificate");

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool authority, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var start = now.AddDays(-2);
        var last = end ?? now.AddDays(authority ? 2.5 : 2);
        if (issuer is null)
        {
            return request.CreateSelfSigned(start, now.AddDays(3));
        }

        using var signed = request.Create(issuer, authority ? now.AddDays(-2) : now.AddDays(-1.5), last, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
