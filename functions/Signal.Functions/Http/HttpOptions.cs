using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Http;

/// <summary>Requests to the API.</summary>
[Settings("Http")]
public sealed record HttpOptions
{
    /// <summary>The largest request body, in bytes.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>How long an <c>Idempotency-Key</c> is stored.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan IdempotencyWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The origins that may call the API from a browser. <c>*</c> allows all.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];
}
