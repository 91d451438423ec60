using Signal.MediaNode.Options;
using Signal.MediaNode.Signaling;

namespace Signal.MediaNode.Peers;

/// <summary>How server messages wait for their client. Section <c>Outbox</c>.</summary>
internal sealed record OutboxOptions : ICheckedOptions
{
    /// <summary>A client that is this many messages behind is given up.</summary>
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>So many messages are kept after they were sent, to be sent again to a client that comes back.</summary>
    public int MaxKept { get; init; } = 512;

    /// <summary>A client that is this many bytes behind is given up.</summary>
    public long MaxWaitingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>At most so many bytes are kept after they were sent.</summary>
    public long MaxKeptBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How long a client may think about <c>newConsumer</c> and <c>newDataConsumer</c>. Longer than it takes to notice that a client is lost:
    /// what a lost client left unanswered is offered again when it comes back, and what a client never answers is not.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = SignalingServices.ClientTimeout * 1.5;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MaxWaiting < 64)
        {
            yield return "MaxWaiting must be at least 64.";
        }

        if (MaxWaitingBytes < 64 * 1024)
        {
            yield return "MaxWaitingBytes must be at least 65536.";
        }

        if (MaxKept < 0 || MaxKeptBytes < 0)
        {
            yield return "MaxKept and MaxKeptBytes must not be negative.";
        }

        if (AnswerTimeout <= SignalingServices.ClientTimeout)
        {
            yield return $"AnswerTimeout must be more than {SignalingServices.ClientTimeout.TotalSeconds} seconds, after which a silent client counts as lost.";
        }
    }
}
