namespace Signal.Admin;

/// <summary>Where the admin API is, and as which service to call it.</summary>
public sealed record AdminClientOptions
{
    /// <summary>The control plane's address, such as <c>https://control.example/</c>; with a path, it ends in a slash.</summary>
    public required Uri Address { get; init; }

    /// <summary>The service's id.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The service's key.</summary>
    public required string Key { get; init; }

    /// <summary>The id of <see cref="Key"/>; null: the control plane tries the service's keys.</summary>
    public string? KeyId { get; init; }

    /// <summary>How often a request that may be repeated is sent again after 429 and 503.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The longest that the client waits because of a <c>Retry-After</c>.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);
}
