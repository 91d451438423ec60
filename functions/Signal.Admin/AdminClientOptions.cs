namespace Signal.Admin;

/// <summary>The address of the admin API and the credentials of the calling service.</summary>
public sealed record AdminClientOptions
{
    /// <summary>
    /// The base address of the control plane, such as <c>https://control.example/</c>. An address with a path must end with a slash.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>The id of the calling service.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The key of the calling service.</summary>
    public required string Key { get; init; }

    /// <summary>The id of <see cref="Key"/>; null: the control plane tries the service's keys.</summary>
    public string? KeyId { get; init; }

    /// <summary>The maximum number of retries after a 429 or 503 response. Only requests that are safe to repeat are retried.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The maximum delay before a retry; a longer <c>Retry-After</c> is cut to it.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);
}
