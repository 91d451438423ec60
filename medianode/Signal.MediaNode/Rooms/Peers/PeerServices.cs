using Signal.MediaNode.Limits;
using Signal.MediaNode.Node;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The services that all peers of the node share.</summary>
internal sealed class PeerServices(
    NodeIdentity node,
    PeerLimits limits,
    OutboxOptions outbox,
    RoomOptions rooms,
    TransportSettings transports,
    SessionTickets tickets,
    UserBudgets budgets,
    KeyFrameWatch keyFrames,
    NodeMetrics metrics,
    FirstMedia firstMedia,
    StreamSampler sampler,
    TimeProvider time,
    ILogger<Peer> logger)
{
    public NodeIdentity Node => node;

    public PeerLimits Limits => limits;

    public OutboxOptions Outbox => outbox;

    public RoomOptions Rooms => rooms;

    public TransportSettings Transports => transports;

    public SessionTickets Tickets => tickets;

    public UserBudgets Budgets => budgets;

    public KeyFrameWatch KeyFrames => keyFrames;

    public NodeMetrics Metrics => metrics;

    public FirstMedia FirstMedia => firstMedia;

    public StreamSampler Sampler => sampler;

    public TimeProvider Time => time;

    public ILogger<Peer> Logger => logger;
}
