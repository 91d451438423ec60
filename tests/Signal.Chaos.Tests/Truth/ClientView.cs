namespace Signal.Chaos.Tests.Truth;

/// <summary>The state of one user's client.</summary>
/// <param name="UserId">The user.</param>
/// <param name="RoomId">The room.</param>
/// <param name="NodeId">The node that it is connected to.</param>
/// <param name="PeerId">Its own peer.</param>
/// <param name="Peers">The peer ids of the others.</param>
/// <param name="Published">What it sends.</param>
/// <param name="Received">The ids of the producers that it receives, once for each consumer.</param>
/// <param name="ReceivedData">The ids of the data producers that it receives, likewise.</param>
internal sealed record ClientView(
    string UserId, string RoomId, string NodeId, string PeerId, IReadOnlyList<string> Peers, IReadOnlyList<TrackView> Published,
    IReadOnlyList<string> Received, IReadOnlyList<string> ReceivedData);

/// <summary>A stream of a peer.</summary>
/// <param name="Id">The id of the producer.</param>
/// <param name="Kind"><c>audio</c>, <c>video</c> or <c>data</c>.</param>
/// <param name="Paused">Whether it is paused.</param>
internal sealed record TrackView(string Id, string Kind, bool Paused);
