using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Limits;

/// <summary>The rate limits of one user in one room, shared by all connections and peers of the user.</summary>
internal sealed class UserBudget(PeerLimits limits, TimeProvider time)
{
    private const int Factor = 4;
    private const double PausesPerSecond = 2;
    private const double PauseBurst = 10;
    private const double StreamsPerSecond = 2;
    private const double ReceptionsPerSecond = 1;
    private const double ReceptionBurst = 40;
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    /// <summary>Requests. A request over the limit is refused.</summary>
    public TokenBucket Requests { get; } = new(time, limits.RequestsPerSecond, limits.RequestBurst);

    /// <summary>
    /// Messages of the hub protocol: requests, cancellations, pings, answers to offers. A client over this limit is far above its request
    /// rate and is disconnected.
    /// </summary>
    public TokenBucket Messages { get; } = new(time, Factor * limits.RequestsPerSecond, (Factor * limits.RequestBurst) + limits.Consumers);

    /// <summary>
    /// Pauses and resumes of the user's producers, each of which is announced to the whole room. Those over the limit are coalesced.
    /// </summary>
    public TokenBucket Pauses { get; } = new(time, PausesPerSecond, PauseBurst);

    /// <summary>New streams, each of which is offered to the whole room.</summary>
    public TokenBucket Streams { get; } = new(time, StreamsPerSecond, Factor * (limits.Producers + limits.DataProducers + 1));

    /// <summary>New transports for receiving, over each of which all streams of the room are offered.</summary>
    public TokenBucket Receptions { get; } = new(time, ReceptionsPerSecond, ReceptionBurst);

    /// <summary>Log entries about refused or failed requests.</summary>
    public Throttle Log { get; } = new(time, LogInterval);

    /// <summary>Whether the budget is equivalent to a new one.</summary>
    public bool IsFull => Requests.IsFull && Messages.IsFull && Pauses.IsFull && Streams.IsFull && Receptions.IsFull;
}
