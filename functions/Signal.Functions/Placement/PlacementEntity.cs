using Signal.Functions.Storage;

namespace Signal.Functions.Placement;

/// <summary>A recent placement of a room; the row key begins with the time.</summary>
public sealed class PlacementEntity : Entity
{
    /// <summary>The partition that holds all placements.</summary>
    public const string Partition = "recent";

    /// <summary>The node on which the room was placed.</summary>
    public string NodeId { get; set; } = "";
}
