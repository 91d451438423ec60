using Signal.LoadTest.Peers;

namespace Signal.LoadTest.Runs;

/// <summary>The shape of a load.</summary>
public sealed record LoadOptions
{
    /// <summary>The maximum number of peers of one run.</summary>
    public const int MaxPeers = 50_000;

    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    /// <summary>The number of rooms.</summary>
    public int Rooms { get; init; } = 10;

    /// <summary>The number of peers in each room.</summary>
    public int PeersPerRoom { get; init; } = 10;

    /// <summary>How many of the peers of a room publish audio and video; null: all.</summary>
    public int? PublishersPerRoom { get; init; }

    /// <summary>Joins per second; null: all at once (a burst).</summary>
    public double? Rate { get; init; } = 10;

    /// <summary>The time in which the rate of joins grows from 0 to <see cref="Rate"/>.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>The time from the first join to the end of the load.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many peers per second leave and join again.</summary>
    public double Churn { get; init; }

    /// <summary>Mute and unmute requests per second, of random publishers.</summary>
    public double Messages { get; init; }

    /// <summary>The share of the connections, from 0 to 1, that is cut without a close message, each time.</summary>
    public double Cut { get; init; }

    /// <summary>The interval between cuts; null: once, at half of <see cref="Duration"/>.</summary>
    public TimeSpan? CutEvery { get; init; }

    /// <summary>The share of the peers of each room, from 0 to 1, that send and receive RTP.</summary>
    public double Media { get; init; }

    /// <summary>The hub protocol of the connections.</summary>
    public PeerEncoding Encoding { get; init; }

    /// <summary>The placement region of the rooms; null: none.</summary>
    public string? Region { get; init; }

    /// <summary>The number of peers in all rooms.</summary>
    public int Peers => Rooms * PeersPerRoom;

    /// <summary>What is wrong with the options, as one sentence; null when they are valid.</summary>
    public string? FindProblem() => this switch
    {
        { Rooms: < 1 } or { PeersPerRoom: < 1 } => "the number of rooms and of peers per room must be at least 1",
        _ when (long)Rooms * PeersPerRoom > MaxPeers => $"the run would have more than {MaxPeers} peers",
        { PublishersPerRoom: < 0 } => "the number of publishers must not be negative",
        { Rate: <= 0 or double.NaN or double.PositiveInfinity } => "the rate must be above 0",
        { Churn: < 0 or double.NaN or double.PositiveInfinity } or { Messages: < 0 or double.NaN or double.PositiveInfinity } =>
            "the churn and the messages per second must not be negative",
        { Cut: < 0 or > 1 or double.NaN } => "the share of cut connections must be from 0 to 1",
        { Media: < 0 or > 1 or double.NaN } => "the share of peers with media must be from 0 to 1",
        _ when Duration <= TimeSpan.Zero || Duration > MaxDuration => "the duration must be above 0 and at most 1d",
        _ when CutEvery <= TimeSpan.Zero => "the interval between cuts must be above 0",
        _ when Ramp > TimeSpan.Zero && Rate is null => "a burst has no ramp",
        _ => null,
    };
}
