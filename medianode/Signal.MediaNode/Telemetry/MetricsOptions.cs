using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Telemetry;

/// <summary>Access to <c>/metrics</c>. With neither a port nor a key, only processes on the same machine can read it.</summary>
[Settings("Metrics")]
internal sealed record MetricsOptions
{
    /// <summary>A separate port that serves only <c>/metrics</c>; 0: none.</summary>
    [Range(0, ushort.MaxValue)]
    public int Port { get; init; }

    /// <summary>The address that <see cref="Port"/> listens on; <c>*</c>: all addresses.</summary>
    [Required]
    public string Host { get; init; } = "*";

    /// <summary>The bearer token that is required to read <c>/metrics</c> on the hub's port. Default: none.</summary>
    [Secret]
    [MinLength(16)]
    public string? Key { get; init; }
}
