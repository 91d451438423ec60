using Signal.MediaNode.Options;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>The workers and where they listen. Section <c>Mediasoup</c>.</summary>
internal sealed record MediasoupOptions : ICheckedOptions
{
    /// <summary>The path of mediasoup-worker; empty: the environment variable MEDIASOUP_WORKER_BIN.</summary>
    public string? WorkerPath { get; init; }

    /// <summary>How many workers run; 0: one for each core.</summary>
    public int Workers { get; init; }

    /// <summary>The address that workers bind for media.</summary>
    public string ListenIp { get; init; } = "0.0.0.0";

    /// <summary>
    /// The address or host name that clients are told, when the node is behind a NAT or binds all addresses; <c>azure</c> or <c>aws</c>:
    /// the machine's public address, as the cloud's metadata service tells at the start.
    /// </summary>
    public string? AnnouncedAddress { get; init; }

    /// <summary>Where the cloud's metadata service is.</summary>
    public string MetadataUrl { get; init; } = "http://169.254.169.254";

    /// <summary>Worker i listens on this port plus i, UDP and TCP; 0: on free ports.</summary>
    public int RtcPort { get; init; } = 40000;

    /// <summary>How much the workers log.</summary>
    public WorkerLogLevel LogLevel { get; init; } = WorkerLogLevel.Warn;

    /// <summary>What the workers log about at level debug, and warn of.</summary>
    public IReadOnlyList<WorkerLogTag> LogTags { get; init; } = [];

    /// <summary>A PEM file with the DTLS certificate; empty: each worker makes its own.</summary>
    public string? DtlsCertificateFile { get; init; }

    /// <summary>A PEM file with its private key.</summary>
    public string? DtlsPrivateKeyFile { get; init; }

    /// <summary>How many workers run.</summary>
    public int WorkerCount => Workers > 0 ? Workers : Environment.ProcessorCount;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Workers is < 0 or > 1024)
        {
            yield return "Workers must be 0 (one for each core) to 1024.";
        }

        if (!System.Net.IPAddress.TryParse(ListenIp, out var address))
        {
            yield return $"ListenIp '{ListenIp}' must be an IP address.";
        }
        else if (string.IsNullOrWhiteSpace(AnnouncedAddress) && (address.Equals(System.Net.IPAddress.Any) || address.Equals(System.Net.IPAddress.IPv6Any)))
        {
            yield return "AnnouncedAddress must say what clients connect to, since ListenIp binds all addresses (set Mediasoup__AnnouncedAddress).";
        }

        if (!string.IsNullOrEmpty(AnnouncedAddress) && !Node.NetworkAddress.CanBeReached(AnnouncedAddress))
        {
            yield return $"AnnouncedAddress '{AnnouncedAddress}' must be an IP address or a host name that clients can reach, without scheme, brackets, port or blanks.";
        }

        if (!Uri.TryCreate(MetadataUrl, UriKind.Absolute, out _))
        {
            yield return $"MetadataUrl '{MetadataUrl}' must be an absolute http address.";
        }

        if (RtcPort < 0 || (RtcPort > 0 && RtcPort + WorkerCount - 1 > ushort.MaxValue))
        {
            yield return "RtcPort must be 0 (free ports), or leave room for one port for each worker below 65536.";
        }

        if (!string.IsNullOrWhiteSpace(WorkerPath) && !File.Exists(WorkerPath))
        {
            yield return $"WorkerPath '{WorkerPath}' does not exist (set Mediasoup__WorkerPath to the mediasoup-worker binary).";
        }

        if (string.IsNullOrWhiteSpace(DtlsCertificateFile) != string.IsNullOrWhiteSpace(DtlsPrivateKeyFile))
        {
            yield return "DtlsCertificateFile and DtlsPrivateKeyFile must be set together.";
        }
    }
}
