using Signal.Functions.Storage;

namespace Signal.Functions.Placement;

/// <summary>A room that was placed of late; the row key begins with the time.</summary>
public sealed class PlacementEntity : Entity
{
    /// <summary>The partition that holds all placements.</summary>
    public const string Partition = "recent";

    /// <summary>Where.</summary>
    public string NodeId { get; set; } = "";
}
