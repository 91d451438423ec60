namespace Signal.Functions.Rooms;

/// <summary>The names of the built-in placement policies.</summary>
public static class PlacementPolicyNames
{
    /// <summary>The names of all built-in policies.</summary>
    public static readonly IReadOnlyList<string> All = [First, LeastLoad, LeastRooms, Nearest, Region, TwoChoice];

    /// <summary>Fills nodes one after the other, in order of their ids.</summary>
    public const string First = "first";

    /// <summary>The node with the fewest rooms.</summary>
    public const string LeastRooms = "least-rooms";

    /// <summary>The node with the least load.</summary>
    public const string LeastLoad = "least-load";

    /// <summary>The less loaded of two nodes picked at random.</summary>
    public const string TwoChoice = "two-choice";

    /// <summary>The least loaded node of the requested region; of any region, when that has none.</summary>
    public const string Region = "region";

    /// <summary>The client chooses the nearest of several candidates, or sends its measurements in advance.</summary>
    public const string Nearest = "nearest";
}
