namespace Signal.Functions.Rooms;

/// <summary>When a room gets another node.</summary>
public enum RoomSpread
{
    /// <summary>Never: all its participants are on one node.</summary>
    Off,

    /// <summary>When no node of the room is in the region of a user.</summary>
    Region,

    /// <summary>When all nodes of the room have reached a number of participants.</summary>
    Size,
}
