using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Limits;

/// <summary>What one user may do in one room, however many connections and peers the user makes of it.</summary>
internal sealed class UserBudget(PeerLimits limits, TimeProvider time)
{
    private const int Factor = 4;
    private const double PausesPerSecond = 2;
    private const double PauseBurst = 10;
    private const double StreamsPerSecond = 2;
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    /// <summary>Requests. One that comes beyond it is refused.</summary>
    public TokenBucket Requests { get; } = new(time, limits.RequestsPerSecond, limits.RequestBurst);

    /// <summary>
    /// Messages of the hub protocol, whatever they are: requests, cancellations, pings, answers to offers. A client that goes beyond it is
    /// far above the rate of its requests, and is cut.
    /// </summary>
    public TokenBucket Messages { get; } = new(time, Factor * limits.RequestsPerSecond, (Factor * limits.RequestBurst) + limits.Consumers);

    /// <summary>Pauses and resumes of what the user sends, each of which is told to the whole room. Those beyond it are joined together.</summary>
    public TokenBucket Pauses { get; } = new(time, PausesPerSecond, PauseBurst);

    /// <summary>New streams, each of which is offered to the whole room.</summary>
    public TokenBucket Streams { get; } = new(time, StreamsPerSecond, Factor * (limits.Producers + limits.DataProducers + 1));

    /// <summary>Lines in the log about requests that were refused or failed.</summary>
    public Throttle Log { get; } = new(time, LogInterval);

    /// <summary>Is it as good as a new one?</summary>
    public bool IsFull => Requests.IsFull && Messages.IsFull && Pauses.IsFull && Streams.IsFull;
}
