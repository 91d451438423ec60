using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Limits;

/// <summary>How many requests are let in. The limit of each service is on, the others are off.</summary>
[Settings("Limits")]
internal sealed class RateLimitOptions
{
    /// <summary>For each client address.</summary>
    public RateLimitRule Caller { get; set; } = new() { Points = 50 };

    /// <summary>For each service, once it is authenticated.</summary>
    public RateLimitRule Service { get; set; } = new() { Enabled = true, Points = 5000, Seconds = 10 };

    /// <summary>For all requests together.</summary>
    public RateLimitRule Global { get; set; } = new() { Points = 1000 };

    /// <summary>How many requests above <see cref="Global"/> wait for the next window instead of being refused; 0: none.</summary>
    [Range(0, 100_000)]
    public int GlobalQueue { get; set; }

    /// <summary>The longest that a request waits in the queue, in seconds.</summary>
    [Range(1, 120)]
    public int GlobalQueueSeconds { get; set; } = 10;

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> is trusted. Behind any other peer the client address is that of the peer itself.
    /// Under Azure Functions the peer is the host on the loopback address, so its ranges belong here.
    /// </summary>
    [IpNetwork]
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>
    /// The header in which the proxy before the app writes the client address: <c>X-Azure-ClientIP</c> behind Azure Front Door. Of several values the
    /// last counts. Set it only when the app can be reached through that proxy alone: any other caller may write what it likes there. Default: none is
    /// believed, and the address is found by <c>TrustedProxies</c>.
    /// </summary>
    [HeaderName]
    public string? CallerAddressHeader { get; set; }

    /// <summary>What holds while the shared counts cannot be reached: each instance counts by itself (<c>Local</c>), or requests are refused (<c>Refuse</c>).</summary>
    public RateLimitFailure WhenStorageFails { get; set; }

    /// <summary>How long the shared counts may take to answer; then <see cref="WhenStorageFails"/> holds.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan StorageTimeout { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>A fixed window.</summary>
internal sealed class RateLimitRule
{
    /// <summary>Whether the limit holds.</summary>
    public bool Enabled { get; set; }

    /// <summary>Requests in each window.</summary>
    [Range(1, int.MaxValue)]
    public int Points { get; set; }

    /// <summary>The window's length, in seconds.</summary>
    [Range(1, 3600)]
    public int Seconds { get; set; } = 1;
}

internal enum RateLimitFailure
{
    /// <summary>Each instance counts by itself: the limit holds per instance instead of over all.</summary>
    Local,

    /// <summary>Requests are refused, as mediasoup-signal did.</summary>
    Refuse,
}
