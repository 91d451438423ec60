using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Webhooks;

/// <summary>The delivery of webhooks.</summary>
[Settings("Webhooks")]
public sealed record WebhookOptions : IValidatableObject
{
    /// <summary>The maximum number of webhooks per service.</summary>
    [Range(1, 100)]
    public int MaxPerService { get; init; } = 10;

    /// <summary>How long delivery of an event is retried before it becomes a dead letter.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The delay after the first failure; doubles with each further one.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum delay between two attempts.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The timeout of a delivery attempt, including the connection.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long dead letters are kept.</summary>
    [DurationRange("0s", "365d")]
    public TimeSpan DeadLetterAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Whether a webhook's URL may be plain <c>http</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>
    /// Address ranges that are allowed although they are not public: private, loopback and link-local addresses, cloud metadata.
    /// </summary>
    [CidrRange]
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestRetry < FirstRetry)
        {
            yield return new ValidationResult("set at least Webhooks__FirstRetry", [nameof(LongestRetry)]);
        }
    }
}
