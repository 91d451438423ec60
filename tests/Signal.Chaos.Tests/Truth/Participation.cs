namespace Signal.Chaos.Tests.Truth;

/// <summary>One time that a user was in a room, as its client knows.</summary>
/// <param name="PeerId">Its id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="RoomId">The room.</param>
/// <param name="NodeId">The node.</param>
/// <param name="NodeStart">Which run of the node's process, from 1.</param>
/// <param name="Joined">Has the node confirmed the join? False: it may have happened.</param>
internal sealed record Participation(string PeerId, string UserId, string RoomId, string NodeId, int NodeStart, bool Joined);
