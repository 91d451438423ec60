using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace Signal.LoadTest.Media;

/// <summary>A self-signed certificate for DTLS, which the node recognises by its fingerprint. Thread-safe: all peers of a run share one.</summary>
internal sealed class DtlsIdentity
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private DtlsIdentity(byte[] certificate, AsymmetricKeyParameter key)
    {
        Crypto = new BcTlsCrypto(new SecureRandom());
        Certificate = new Certificate([new BcTlsCertificate(Crypto, certificate)]);
        Key = key;
        Parameters = new
        {
            role = "client",
            fingerprints = new[] { new { algorithm = "sha-256", value = Fingerprint(certificate) } },
        };
    }

    public BcTlsCrypto Crypto { get; }

    public Certificate Certificate { get; }

    public AsymmetricKeyParameter Key { get; }

    /// <summary>The DTLS parameters for <c>connectWebRtcTransport</c>.</summary>
    public object Parameters { get; }

    public static DtlsIdentity Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();
        using var certificate = new CertificateRequest("CN=signal-load", key, HashAlgorithmName.SHA256).CreateSelfSigned(now - Lifetime, now + Lifetime);
        return new DtlsIdentity(certificate.RawData, PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()));
    }

    /// <summary>The SHA-256 fingerprint of a certificate (RFC 8122, section 5).</summary>
    public static string Fingerprint(byte[] certificate) =>
        string.Join(':', SHA256.HashData(certificate).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
}
