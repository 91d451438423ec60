using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Tls;

/// <summary>The certificate of the node's https addresses, when no proxy terminates TLS.</summary>
[Settings("Tls")]
internal sealed record TlsOptions : IValidatableObject
{
    /// <summary>A PEM file with the certificate and the intermediate certificates, in any order.</summary>
    [ExistingFile]
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the certificate's private key.</summary>
    [ExistingFile]
    public string? KeyFile { get; init; }

    /// <summary>How often the files are read again. Open connections keep their certificate.</summary>
    [DurationRange("100ms", "1d")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the node has a certificate.</summary>
    internal bool Enabled => !string.IsNullOrEmpty(CertificateFile);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(CertificateFile) != string.IsNullOrEmpty(KeyFile))
        {
            yield return new ValidationResult("set Tls__CertificateFile and Tls__KeyFile together");
        }
    }
}
