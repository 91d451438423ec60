namespace Signal.Functions.Limits;

/// <summary>Section <c>Limits</c>: how many requests are let in. That of each service is on, the others are off unless switched on.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "Limits";

    /// <summary>For each client address.</summary>
    public RateLimitRule Caller { get; set; } = new() { Points = 50 };

    /// <summary>For each service, once it is authenticated.</summary>
    public RateLimitRule Service { get; set; } = new() { Enabled = true, Points = 500 };

    /// <summary>For all requests together.</summary>
    public RateLimitRule Global { get; set; } = new() { Points = 1000 };

    /// <summary>How many requests above <see cref="Global"/> wait for the next window instead of being refused; 0: none.</summary>
    public int GlobalQueue { get; set; }

    /// <summary>The longest that a request waits in the queue, seconds.</summary>
    public int GlobalQueueSeconds { get; set; } = 10;

    /// <summary>
    /// The proxies (addresses or CIDR ranges) whose <c>X-Forwarded-For</c> is believed. Behind any other peer the caller is the peer itself.
    /// Under Azure Functions the peer is the host on the loopback address, so its ranges belong here.
    /// </summary>
    public IList<string> TrustedProxies { get; init; } = [];

    /// <summary>What holds while the shared counts cannot be reached.</summary>
    public RateLimitFailure WhenStorageFails { get; set; }
}

/// <summary>A fixed window.</summary>
internal sealed class RateLimitRule
{
    public bool Enabled { get; set; }

    /// <summary>Requests in each window.</summary>
    public int Points { get; set; }

    /// <summary>The window's length.</summary>
    public int Seconds { get; set; } = 1;
}

internal enum RateLimitFailure
{
    /// <summary>Each instance counts by itself: the limit holds per instance instead of over all.</summary>
    Local,

    /// <summary>Requests are refused, as mediasoup-signal did.</summary>
    Refuse,
}
