using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace Signal.LoadTest.Media;

/// <summary>The client of a DTLS 1.2 handshake that agrees on SRTP keys (RFC 5764).</summary>
/// <param name="identity">The client's certificate.</param>
/// <param name="fingerprints">The SHA-256 fingerprints of the server's certificate.</param>
internal sealed class DtlsClient(DtlsIdentity identity, IReadOnlyList<string> fingerprints) : DefaultTlsClient(identity.Crypto)
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The keys, after the handshake.</summary>
    public byte[]? KeyingMaterial { get; private set; }

    public override int GetHandshakeTimeoutMillis() => (int)HandshakeTimeout.TotalMilliseconds;

    public override IDictionary<int, byte[]> GetClientExtensions()
    {
        var extensions = base.GetClientExtensions();
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, new UseSrtpData([SrtpProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80], []));
        return extensions;
    }

    public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
    {
        base.ProcessServerExtensions(serverExtensions);
        if (TlsSrtpUtilities.GetUseSrtpExtension(serverExtensions) is null)
        {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "The server does not agree on SRTP.");
        }
    }

    public override TlsAuthentication GetAuthentication() => new Authentication(this);

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        KeyingMaterial = m_context.ExportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpSender.KeyingMaterialLength);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    private sealed class Authentication(DtlsClient client) : TlsAuthentication
    {
        public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
        {
            var shown = DtlsIdentity.Fingerprint(serverCertificate.Certificate.GetCertificateAt(0).GetEncoded());
            if (!client.Expects(shown))
            {
                throw new TlsFatalAlert(AlertDescription.bad_certificate, "The certificate is not that of the transport.");
            }
        }

        public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) => client.CreateCredentials();
    }

    private bool Expects(string fingerprint) => fingerprints.Contains(fingerprint, StringComparer.OrdinalIgnoreCase);

    private BcDefaultTlsCredentialedSigner CreateCredentials() => new(
        new TlsCryptoParameters(m_context),
        identity.Crypto,
        identity.Key,
        identity.Certificate,
        SignatureAndHashAlgorithm.GetInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
}
