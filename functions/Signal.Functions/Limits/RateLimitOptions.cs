using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Limits;

/// <summary>Rate limits of requests. The limit per service is enabled, the others are disabled.</summary>
[Settings("Limits")]
internal sealed class RateLimitOptions
{
    /// <summary>For each client address.</summary>
    public RateLimitRule Caller { get; set; } = new() { Points = 50 };

    /// <summary>For each service, after authentication.</summary>
    public RateLimitRule Service { get; set; } = new() { Enabled = true, Points = 5000, Seconds = 10 };

    /// <summary>For all requests together.</summary>
    public RateLimitRule Global { get; set; } = new() { Points = 1000 };

    /// <summary>
    /// The maximum number of requests above <see cref="Global"/> that wait for the next window instead of being refused; 0: none.
    /// </summary>
    [Range(0, 100_000)]
    public int GlobalQueue { get; set; }

    /// <summary>The maximum time that a request waits in the queue, in seconds.</summary>
    [Range(1, 120)]
    public int GlobalQueueSeconds { get; set; } = 10;

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> is trusted. Behind any other peer the client address is that of the peer itself.
    /// Under Azure Functions the peer is the host on the loopback address, so add its ranges.
    /// </summary>
    [IpNetwork]
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>
    /// The header in which the proxy before the app writes the client address: <c>X-Azure-ClientIP</c> behind Azure Front Door. Of several
    /// values the last counts. Set it only when the app can be reached only through that proxy: any other caller can forge the header.
    /// Default: no header is trusted, and <c>TrustedProxies</c> determines the address.
    /// </summary>
    [HeaderName]
    public string? CallerAddressHeader { get; set; }

    /// <summary>
    /// The behavior while the shared counts are unavailable: each instance counts on its own (<c>Local</c>), or requests are refused
    /// (<c>Refuse</c>).
    /// </summary>
    public RateLimitFailure WhenStorageFails { get; set; }

    /// <summary>The timeout for the shared counts; after that <see cref="WhenStorageFails"/> applies.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan StorageTimeout { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>A fixed window.</summary>
internal sealed class RateLimitRule
{
    /// <summary>Whether the limit is enabled.</summary>
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
    /// <summary>Each instance counts on its own: the limit applies per instance.</summary>
    Local,

    /// <summary>Requests are refused, as in mediasoup-signal.</summary>
    Refuse,
}
