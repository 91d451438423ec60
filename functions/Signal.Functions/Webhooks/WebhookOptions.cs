using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Signal.Functions.Webhooks;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed record WebhookOptions : IValidatableObject
{
    /// <summary>The most webhooks of one service.</summary>
    [Range(1, 100)]
    public int MaxPerService { get; init; } = 10;

    /// <summary>How long an event is tried before it becomes a dead letter.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The pause after the first failure; doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a receiver may take, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long dead letters are kept.</summary>
    public TimeSpan DeadLetterAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>May a webhook's URL be plain <c>http</c>?</summary>
    public bool AllowHttp { get; init; }

    /// <summary>
    /// Ranges (CIDR) that may be delivered to although they are not public: private, loopback and link-local addresses, cloud metadata.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var network in AllowedNetworks.Where(n => !IPNetwork.TryParse(n, out _)))
        {
            yield return new ValidationResult($"Webhooks:AllowedNetworks has '{network}', which is not a CIDR range.");
        }

        if (MaxAge <= TimeSpan.Zero || FirstRetry <= TimeSpan.Zero || LongestRetry < FirstRetry || Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromSeconds(30))
        {
            yield return new ValidationResult("Webhooks: MaxAge and FirstRetry must be positive, LongestRetry at least FirstRetry, Timeout at most 30 seconds.");
        }
    }
}
