using System.ComponentModel.DataAnnotations;
using System.Net;
using Signal.Hosting.Settings;
using Signal.MediaNode.Node;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>The worker processes and their network addresses.</summary>
[Settings("Mediasoup")]
internal sealed record MediasoupOptions : IValidatableObject
{
    /// <summary>The path of mediasoup-worker. Default: the environment variable <c>MEDIASOUP_WORKER_BIN</c>.</summary>
    [ExistingFile]
    public string? WorkerPath { get; init; }

    /// <summary>The number of workers; 0: one for each core.</summary>
    [Range(0, 1024)]
    public int Workers { get; init; }

    /// <summary>The address that workers bind for media.</summary>
    [Required]
    [IpAddress]
    public string ListenIp { get; init; } = "0.0.0.0";

    /// <summary>
    /// The address or host name that clients connect to, when the node is behind a NAT or binds all addresses; <c>azure</c> or <c>aws</c>:
    /// the machine's public address, read from the cloud's metadata service at startup.
    /// </summary>
    public string? AnnouncedAddress { get; init; }

    /// <summary>The address of the cloud's metadata service.</summary>
    [Required]
    [HttpAddress]
    public string MetadataUrl { get; init; } = "http://169.254.169.254";

    /// <summary>Worker i listens on this port plus i, UDP and TCP; 0: free ports.</summary>
    [Range(0, ushort.MaxValue)]
    public int RtcPort { get; init; } = 40000;

    /// <summary>
    /// The log level of the workers. At <c>debug</c> their lines also appear in the node's log, regardless of
    /// <c>Logging__LogLevel__Default</c>.
    /// </summary>
    public WorkerLogLevel LogLevel { get; init; } = WorkerLogLevel.Warn;

    /// <summary>The topics that the workers log at level <c>debug</c>.</summary>
    public IReadOnlyList<WorkerLogTag> LogTags { get; init; } = [];

    /// <summary>A PEM file with the DTLS certificate. Default: each worker generates its own.</summary>
    [ExistingFile]
    public string? DtlsCertificateFile { get; init; }

    /// <summary>A PEM file with the private key of the DTLS certificate.</summary>
    [ExistingFile]
    public string? DtlsPrivateKeyFile { get; init; }

    /// <summary>The number of workers.</summary>
    public int WorkerCount => Workers > 0 ? Workers : Environment.ProcessorCount;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(AnnouncedAddress) && IPAddress.Parse(ListenIp) is var ip && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            yield return new ValidationResult(
                "set the address that clients connect to, since Mediasoup__ListenIp binds all addresses", [nameof(AnnouncedAddress)]);
        }

        if (!string.IsNullOrEmpty(AnnouncedAddress) && !NetworkAddress.CanBeReached(AnnouncedAddress))
        {
            yield return new ValidationResult(
                "set an IP address or a host name that clients can reach, without scheme, brackets, port or spaces", [nameof(AnnouncedAddress)]);
        }

        if (RtcPort > 0 && RtcPort + WorkerCount - 1 > ushort.MaxValue)
        {
            yield return new ValidationResult(
                $"set at most {ushort.MaxValue - WorkerCount + 1}, so that each of the {WorkerCount} workers has a port",
                [nameof(RtcPort)]);
        }

        if (string.IsNullOrWhiteSpace(DtlsCertificateFile) != string.IsNullOrWhiteSpace(DtlsPrivateKeyFile))
        {
            yield return new ValidationResult("set Mediasoup__DtlsCertificateFile and Mediasoup__DtlsPrivateKeyFile together");
        }
    }
}
