using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>Queues of server messages to clients.</summary>
[Settings("Outbox")]
internal sealed record OutboxOptions : IValidatableObject
{
    /// <summary>How long a client may be silent before it counts as lost.</summary>
    public static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The number of waiting messages at which a client is disconnected.</summary>
    [Range(64, int.MaxValue)]
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>The number of sent messages that are kept, to be sent again to a client that resumes.</summary>
    [Range(0, int.MaxValue)]
    public int MaxKept { get; init; } = 512;

    /// <summary>The number of waiting bytes at which a client is disconnected.</summary>
    [Range(64 * 1024, int.MaxValue)]
    public long MaxWaitingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The number of bytes of sent messages that are kept.</summary>
    [Range(0, int.MaxValue)]
    public long MaxKeptBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a client may take to answer <c>newConsumer</c> and <c>newDataConsumer</c>. Must exceed the time to detect a lost client:
    /// offers that a lost client left unanswered are repeated when it resumes; offers that a connected client never answers are not.
    /// </summary>
    [DurationRange("1s", "1h")]
    public TimeSpan AnswerTimeout { get; init; } = ClientTimeout * 1.5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AnswerTimeout <= ClientTimeout)
        {
            yield return new ValidationResult(
                $"set more than {Duration.Format(ClientTimeout)}, after which a silent client counts as lost", [nameof(AnswerTimeout)]);
        }
    }
}
