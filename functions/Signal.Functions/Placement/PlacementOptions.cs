using System.ComponentModel.DataAnnotations;
using Signal.Functions.Rooms;
using Signal.Hosting.Settings;

namespace Signal.Functions.Placement;

/// <summary>The placement of rooms on nodes.</summary>
[Settings("Placement")]
public sealed record PlacementOptions
{
    /// <summary>
    /// The policy of rooms that do not specify one: <c>first</c>, <c>least-rooms</c>, <c>least-load</c>, <c>two-choice</c>, <c>region</c>
    /// or <c>nearest</c>.
    /// </summary>
    public string DefaultPolicy { get; init; } = PlacementPolicyNames.LeastLoad;

    /// <summary>
    /// Whether rooms that do not specify it may span several nodes: <c>off</c>, <c>region</c> (a node for each region of users) or
    /// <c>size</c> (another node when the others are full). Nodes need <c>Links__Enabled</c>.
    /// </summary>
    public RoomSpread Spread { get; init; } = RoomSpread.Off;

    /// <summary>The number of participants of a room on a node from which the room gets another node, with <c>size</c>.</summary>
    [Range(1, RoomRules.MaxParticipants)]
    public int SpreadSize { get; init; } = 100;

    /// <summary>The maximum number of nodes of rooms that do not specify it.</summary>
    [Range(1, RoomRules.MaxNodes)]
    public int MaxNodes { get; init; } = 4;

    /// <summary>The assumed load of a recently placed room, until reports include it.</summary>
    [Range(0, double.MaxValue)]
    public double RoomLoad { get; init; } = 0.02;

    /// <summary>
    /// How long a room counts as recently placed. Clients need some seconds to join, and reports some more to include them.
    /// </summary>
    [DurationRange("0s", "1h")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of nodes that the policy <c>nearest</c> offers.</summary>
    [Range(1, int.MaxValue)]
    public int Candidates { get; init; } = 3;

    /// <summary>How long a client may take to choose among the offered nodes.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan ChoiceTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a node must have been draining before its rooms that are not open are placed elsewhere, since one may be opening.
    /// </summary>
    [DurationRange("0s", "1h")]
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromSeconds(5);
}
