using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A participant, as the parts of a room describe it to each other.</summary>
/// <param name="NodeId">The node that the peer is on.</param>
/// <param name="Epoch">The epoch of the node.</param>
/// <param name="Info">The participant as reported to the control plane.</param>
/// <param name="Card">The peer as other peers see it.</param>
/// <param name="Streams">The streams that it sends.</param>
/// <param name="Token">The token with which it connected; null except to the home, which checks it.</param>
internal sealed record PeerState(string NodeId, long Epoch, PeerInfo Info, NewPeer Card, IReadOnlyList<StreamState> Streams, PeerToken? Token);

/// <summary>What the home must know of a peer's token.</summary>
/// <param name="Id">The id of the token.</param>
/// <param name="IssuedAt">When it was issued.</param>
internal sealed record PeerToken(string Id, DateTimeOffset IssuedAt);

/// <summary>A stream, as the parts of a room describe it to each other.</summary>
/// <param name="Info">The stream as reported to the control plane.</param>
/// <param name="Shard">The number of the owner's shard in its part.</param>
/// <param name="AppData">The sender's application data.</param>
internal sealed record StreamState(ProducerInfo Info, int Shard, JsonElement AppData);
