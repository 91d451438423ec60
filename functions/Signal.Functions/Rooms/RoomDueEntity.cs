using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>A room that is to be looked at; the row key begins with the time, so that what is due is read without reading what is not.</summary>
public sealed class RoomDueEntity : Entity
{
    /// <summary>The partition that holds all.</summary>
    public const string Partition = "due";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The room.</summary>
    public string RoomId { get; set; } = "";
}
