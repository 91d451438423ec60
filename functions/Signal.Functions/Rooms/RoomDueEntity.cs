using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>A scheduled room; the row key begins with the time, so that a query reads only the due entries.</summary>
public sealed class RoomDueEntity : Entity
{
    /// <summary>The partition of all entries.</summary>
    public const string Partition = "due";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The room.</summary>
    public string RoomId { get; set; } = "";
}
