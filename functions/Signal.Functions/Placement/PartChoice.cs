using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>
/// Chooses the node for a further participant of a room that may span several: the room is kept together while it fits, then it gets another
/// node.
/// </summary>
internal static class PartChoice
{
    /// <summary>Chooses a node.</summary>
    /// <param name="settings">The settings of the room.</param>
    /// <param name="region">The region of the participant; null: unknown.</param>
    /// <param name="parts">The nodes of the room that can accept participants; the first is the home.</param>
    /// <param name="count">The number of nodes of the room, including those that cannot.</param>
    /// <param name="ranked">The nodes that can be added, the best first; read only when a node is needed.</param>
    public static PartDecision Decide(
        SpreadSettings settings, string? region, IReadOnlyList<PartState> parts, int count, IEnumerable<PlacementCandidate> ranked)
    {
        var home = parts[0];
        if (!settings.Spans)
        {
            return new(home.NodeId, PartReasons.OneNode);
        }

        if (settings.Mode == RoomSpread.Region)
        {
            return region is null ? new(home.NodeId, PartReasons.NoRegion)
                : Fewest(parts.Where(part => IsIn(region, part.Region))) is { } near ? new(near.NodeId, PartReasons.Region)
                : ranked.FirstOrDefault(node => IsIn(region, node.Region)) is not { } added ? new(home.NodeId, PartReasons.NoCandidate)
                : count >= settings.MaxNodes ? new(home.NodeId, PartReasons.MaxNodes)
                : new(added.NodeId, PartReasons.Added, Adds: true);
        }

        // The fullest, so that few nodes are used; the home first among equals.
        var fitting = parts.Where(part => part.Participants < settings.Size && part.Load < 1)
            .OrderByDescending(part => IsIn(region, part.Region)).ThenByDescending(part => part.Participants).FirstOrDefault();
        if (fitting is not null)
        {
            return new(fitting.NodeId, PartReasons.Fits);
        }

        var best = ranked.OrderBy(node => node.Load >= 1).ThenByDescending(node => IsIn(region, node.Region)).FirstOrDefault();
        return best is null ? new(Fewest(parts)!.NodeId, PartReasons.NoCandidate)
            : count >= settings.MaxNodes ? new(Fewest(parts)!.NodeId, PartReasons.MaxNodes)
            : new(best.NodeId, PartReasons.Added, Adds: true);
    }

    private static PartState? Fewest(IEnumerable<PartState> parts) => parts.OrderBy(part => part.Load >= 1).ThenBy(part => part.Participants).FirstOrDefault();

    private static bool IsIn(string? region, string? other) => region is not null && string.Equals(region, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A node of a room.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Region">Its region.</param>
/// <param name="Load">Its load including recent placements; 1 is full.</param>
/// <param name="Participants">The number of participants of the room on it, and of those who have a token for it.</param>
public sealed record PartState(string NodeId, string? Region, double Load, int Participants);

/// <summary>The chosen node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Reason">One of <see cref="PartReasons"/>.</param>
/// <param name="Adds">Whether it is another node than those of the room.</param>
public sealed record PartDecision(string NodeId, string Reason, bool Adds = false);

/// <summary>Why a node of a room was chosen, as the API names it.</summary>
public static class PartReasons
{
    /// <summary>The room may not span several nodes, or its home accepts no links.</summary>
    public const string OneNode = "one-node";

    /// <summary>The node of the room has room for the participant.</summary>
    public const string Fits = "fits";

    /// <summary>The node of the room is in the region of the participant.</summary>
    public const string Region = "region";

    /// <summary>The region of the participant is unknown: the home.</summary>
    public const string NoRegion = "no-region";

    /// <summary>The room gets another node.</summary>
    public const string Added = "added";

    /// <summary>The room needs another node, but has the maximum number of nodes.</summary>
    public const string MaxNodes = "max-nodes";

    /// <summary>The room needs another node, but no suitable one is available.</summary>
    public const string NoCandidate = "no-candidate";
}
