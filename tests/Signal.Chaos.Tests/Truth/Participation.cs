namespace Signal.Chaos.Tests.Truth;

/// <summary>One participation of a user in a room, as its client knows it.</summary>
/// <param name="PeerId">Its id.</param>
/// <param name="UserId">The user's id.</param>
/// <param name="RoomId">The room.</param>
/// <param name="NodeId">The node.</param>
/// <param name="NodeStart">The run of the node's process, from 1.</param>
/// <param name="Joined">Whether the node confirmed the join. False: it may have happened.</param>
internal sealed record Participation(string PeerId, string UserId, string RoomId, string NodeId, int NodeStart, bool Joined);
