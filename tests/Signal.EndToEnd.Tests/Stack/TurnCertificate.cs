using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>The certificate of the tests' TURN server; the browser is configured to trust its key.</summary>
internal static class TurnCertificate
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The SHA-256 of the public key in base64, as Chromium expects it.</summary>
    public static string Fingerprint { get; } = Convert.ToBase64String(SHA256.HashData(Key.ExportSubjectPublicKeyInfo()));

    /// <summary>Writes certificate and private key as PEM files.</summary>
    public static (string Certificate, string Key) Write(string folder)
    {
        var request = new CertificateRequest("CN=127.0.0.1", Key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var paths = (Certificate: Path.Combine(folder, "cert.pem"), Key: Path.Combine(folder, "key.pem"));
        File.WriteAllText(paths.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(paths.Key, Key.ExportPkcs8PrivateKeyPem());
        return paths;
    }
}
