using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Rooms;

/// <summary>Some peers of a room at one time, ordered by their ids.</summary>
/// <param name="PeerCount">The number of all peers, including those that have not joined yet.</param>
/// <param name="Peers">The peers, each with the time of its join; null: not joined yet.</param>
/// <param name="IsLast">Whether no peer follows.</param>
/// <param name="Routers">The routers that are open, each with the number of its peers.</param>
internal sealed record RoomSnapshot(
    int PeerCount, IReadOnlyList<(Peer Peer, DateTimeOffset? JoinedAt)> Peers, bool IsLast, IReadOnlyList<(RoomMedia Media, int Peers)> Routers);
