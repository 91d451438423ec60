using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>The placement of a room.</summary>
/// <param name="Room">The room as written.</param>
/// <param name="Home">The home node.</param>
/// <param name="Offers">The other nodes that the first client may choose.</param>
public sealed record PlacedRoom(RoomEntity Room, PlacementCandidate Home, IReadOnlyList<PlacementOffer> Offers);

/// <summary>A node that the first client may choose.</summary>
/// <param name="Candidate">The node.</param>
/// <param name="TokenId">The id of the token for it.</param>
public sealed record PlacementOffer(PlacementCandidate Candidate, string TokenId);
