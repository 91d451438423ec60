using Signal.MediaNode.Limits;
using Signal.MediaNode.Node;
using Signal.MediaNode.Reports;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms;

/// <summary>What every room of the node uses.</summary>
internal sealed class RoomServices(
    Lifecycle lifecycle,
    WorkerPool workers,
    RoomOptions options,
    PeerLimits limits,
    NodeIdentity node,
    RoomSequences sequences,
    EventQueue events,
    TimeProvider time,
    ILogger<Room> logger)
{
    public Lifecycle Lifecycle => lifecycle;

    public WorkerPool Workers => workers;

    public RoomOptions Options => options;

    public PeerLimits Limits => limits;

    public RoomSequences Sequences => sequences;

    public TimeProvider Time => time;

    public ILogger<Room> Logger => logger;

    /// <summary>Where a room writes what happens in it.</summary>
    public RoomJournal JournalOf(string tenant, string roomId) => new(tenant, roomId, node, sequences, events, time);
}
