using System.ComponentModel.DataAnnotations;

namespace Signal.Functions.Http;

/// <summary>Section <c>Http</c>.</summary>
public sealed record HttpOptions
{
    /// <summary>The largest request body, in bytes.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>How long an <c>Idempotency-Key</c> is remembered.</summary>
    public TimeSpan IdempotencyWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The origins whose browsers may call; empty: none. <c>*</c>: all.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];
}
