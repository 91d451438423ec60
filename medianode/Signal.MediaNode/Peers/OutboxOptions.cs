using Signal.MediaNode.Options;

namespace Signal.MediaNode.Peers;

/// <summary>How server messages wait for their client. Section <c>Outbox</c>.</summary>
internal sealed record OutboxOptions : ICheckedOptions
{
    /// <summary>A client that is this many messages behind is given up.</summary>
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>So many messages are kept after they were sent, to be sent again to a client that comes back.</summary>
    public int MaxKept { get; init; } = 512;

    /// <summary>How long a client may think about <c>newConsumer</c> and <c>newDataConsumer</c>.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MaxWaiting < 64)
        {
            yield return "MaxWaiting must be at least 64.";
        }

        if (MaxKept < 0)
        {
            yield return "MaxKept must not be negative.";
        }

        if (AnswerTimeout < TimeSpan.FromSeconds(1))
        {
            yield return "AnswerTimeout must be at least one second.";
        }
    }
}
