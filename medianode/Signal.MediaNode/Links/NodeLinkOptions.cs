using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Links;

/// <summary>Links between nodes, over which rooms span several nodes.</summary>
[Settings("Links")]
internal sealed record NodeLinkOptions : IValidatableObject
{
    /// <summary>Whether this node accepts links of other nodes and opens links to them. Requires <c>ControlPlane__Url</c>.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// The URL at which other nodes reach this one; links are at <c>/link</c> below it. An http URL must lead over a private network: links
    /// are then authenticated, but not encrypted. Default: <c>Node__PublicUrl</c>.
    /// </summary>
    [HttpAddress]
    public string? Url { get; init; }

    /// <summary>The first UDP port for media between nodes; used with <see cref="MaxMediaPort"/>.</summary>
    public ushort MinMediaPort { get; init; }

    /// <summary>The last UDP port for media between nodes; 0: any port from 10000 to 59999.</summary>
    public ushort MaxMediaPort { get; init; }

    /// <summary>How long opening a link may take.</summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long another node may take to answer a request.</summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a link without traffic is tested.</summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a link may stay silent after a test before it is closed.</summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a link that no room uses stays open.</summary>
    [DurationRange("100ms", "1h")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two attempts to open a link.</summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest message, in bytes. A node that sends a larger one is disconnected.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The bytes that may wait for a slow link before it is closed and opened again.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The maximum number of requests of another node that are processed at the same time; further ones are refused.</summary>
    [Range(1, 100_000)]
    public int ConcurrentRequests { get; init; } = 1000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxMediaPort > 0 && (MinMediaPort == 0 || MinMediaPort > MaxMediaPort))
        {
            yield return new ValidationResult("set a port from 1 to Links__MaxMediaPort", [nameof(MinMediaPort)]);
        }
    }
}
