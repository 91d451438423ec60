using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Webhooks;

/// <summary>The delivery of webhooks.</summary>
[Settings("Webhooks")]
public sealed record WebhookOptions : IValidatableObject
{
    /// <summary>The most webhooks of one service.</summary>
    [Range(1, 100)]
    public int MaxPerService { get; init; } = 10;

    /// <summary>How long an event is tried before it becomes a dead letter.</summary>
    [DurationRange("1s", "30d")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The pause after the first failure; doubles with each further one.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a receiver may take, connecting included.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long dead letters are kept.</summary>
    [DurationRange("0s", "365d")]
    public TimeSpan DeadLetterAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Whether a webhook's URL may be plain <c>http</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>
    /// Ranges that may be delivered to although they are not public: private, loopback and link-local addresses, cloud metadata.
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
