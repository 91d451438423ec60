using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Telemetry;

/// <summary>Who may read <c>/metrics</c>. With neither a port nor a key: only processes of the same machine.</summary>
[Settings("Metrics")]
internal sealed record MetricsOptions
{
    /// <summary>A port of its own that serves <c>/metrics</c> and nothing else; 0: none.</summary>
    [Range(0, ushort.MaxValue)]
    public int Port { get; init; }

    /// <summary>The address that <see cref="Port"/> listens on; <c>*</c>: all addresses.</summary>
    [Required]
    public string Host { get; init; } = "*";

    /// <summary>The bearer token with which <c>/metrics</c> may be read on the hub's port. Default: none.</summary>
    [Secret]
    [MinLength(16)]
    public string? Key { get; init; }
}
