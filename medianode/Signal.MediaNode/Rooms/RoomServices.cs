using Signal.MediaNode.Limits;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tokens;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms;

/// <summary>The services that all rooms of the node share.</summary>
internal sealed class RoomServices(
    Lifecycle lifecycle,
    WorkerPool workers,
    RoomOptions options,
    TransportSettings transports,
    PeerLimits limits,
    NodeIdentity node,
    RoomSequences sequences,
    EventQueue events,
    Revocations revocations,
    NodeLinks links,
    NodeLinkOptions linkOptions,
    PipeListening pipeListening,
    NodeMetrics metrics,
    TimeProvider time,
    ILogger<Room> logger)
{
    public Lifecycle Lifecycle => lifecycle;

    public WorkerPool Workers => workers;

    public RoomOptions Options => options;

    public TransportSettings Transports => transports;

    public PeerLimits Limits => limits;

    public NodeIdentity Node => node;

    public Revocations Revocations => revocations;

    public NodeLinks Links => links;

    public NodeLinkOptions LinkOptions => linkOptions;

    public PipeListening PipeListening => pipeListening;

    public NodeMetrics Metrics => metrics;

    public TimeProvider Time => time;

    public ILogger<Room> Logger => logger;

    /// <summary>Creates the journal of a room's events.</summary>
    public RoomJournal JournalOf(string tenant, string roomId) => new(tenant, roomId, node, sequences, events, time);
}
