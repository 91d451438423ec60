using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>Server messages that wait for their client.</summary>
[Settings("Outbox")]
internal sealed record OutboxOptions : IValidatableObject
{
    /// <summary>A client of which nothing is heard for so long counts as lost.</summary>
    public static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A client that is this many messages behind is cut.</summary>
    [Range(64, int.MaxValue)]
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>Messages that are kept after they were sent, to be sent again to a client that resumes.</summary>
    [Range(0, int.MaxValue)]
    public int MaxKept { get; init; } = 512;

    /// <summary>A client that is this many bytes behind is cut.</summary>
    [Range(64 * 1024, int.MaxValue)]
    public long MaxWaitingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The most bytes that are kept after they were sent.</summary>
    [Range(0, int.MaxValue)]
    public long MaxKeptBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a client may take to answer <c>newConsumer</c> and <c>newDataConsumer</c>. Longer than it takes to notice that a client is lost:
    /// what a lost client left unanswered is offered again when it resumes, and what a client never answers is not.
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
