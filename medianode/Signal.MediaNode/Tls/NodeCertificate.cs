using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signal.Hosting.Startup;

namespace Signal.MediaNode.Tls;

/// <summary>The certificate for new connections. Its files are read again periodically, so that a renewal needs no restart.</summary>
internal sealed partial class NodeCertificate : IDisposable
{
    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeCertificate> _logger;
    private readonly ITimer _refresh;
    private volatile SslStreamCertificateContext _current;

    /// <exception cref="StartupException">The files contain no usable certificate.</exception>
    public NodeCertificate(TlsOptions options, TimeProvider time, ILogger<NodeCertificate> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _current = Read();
        _refresh = time.CreateTimer(_ => Refresh(), null, options.RefreshInterval, options.RefreshInterval);
    }

    /// <summary>The certificate with its chain.</summary>
    public SslStreamCertificateContext Current => _current;

    /// <inheritdoc/>
    public void Dispose() => _refresh.Dispose();

    private void Refresh()
    {
        try
        {
            var read = Read();
            if (read.TargetCertificate.Thumbprint != _current.TargetCertificate.Thumbprint)
            {
                _current = read;
                LogRenewed(read.TargetCertificate.NotAfter);
            }
        }
        catch (StartupException error)
        {
            // Certificate and key are two files; while they are being replaced they may not match.
            LogUnusable(error.Message);
        }
    }

    private SslStreamCertificateContext Read()
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(_options.CertificateFile!);
            var own = FindOwn(chain) ?? throw new CryptographicException("it contains no certificate");
            chain.Remove(own);
            var certificate = X509Certificate2.CreateFromPem(own.ExportCertificatePem(), File.ReadAllText(_options.KeyFile!));
            if (new DateTimeOffset(certificate.NotAfter) <= _time.GetUtcNow())
            {
                throw new StartupException($"Tls__CertificateFile is '{_options.CertificateFile}', whose certificate has expired; renew it");
            }

            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"Tls__CertificateFile is '{_options.CertificateFile}', which cannot be used ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); "
                + "set a PEM file with a certificate, and Tls__KeyFile to its private key",
                error);
        }
    }

    /// <summary>The certificate that has issued no other one: key vaults write the chain in either order.</summary>
    private static X509Certificate2? FindOwn(X509Certificate2Collection certificates) => certificates.FirstOrDefault(
        certificate => certificates.All(other => ReferenceEquals(other, certificate) || other.Issuer != certificate.Subject));

    [LoggerMessage(EventIds.CertificateRenewed, LogLevel.Information, "Certificate renewed; it expires at {End}")]
    private partial void LogRenewed(DateTime end);

    [LoggerMessage(EventIds.CertificateNotRenewed, LogLevel.Warning, "Certificate could not be renewed; the current one stays in use: {Reason}")]
    private partial void LogUnusable(string reason);
}
