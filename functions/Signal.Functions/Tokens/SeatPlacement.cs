using Signal.Functions.Placement;

namespace Signal.Functions.Tokens;

/// <summary>
/// Chooses the node of a token, and reserves a seat there. When a room may span several nodes, both depend on the seats that concurrent
/// requests take: the seats are written with the ETag of their read.
/// </summary>
public sealed class SeatPlacement(SeatKeeper seats, PartPlacement parts)
{
    private static readonly IReadOnlyDictionary<string, int> EmptyCounts = new Dictionary<string, int>();

    /// <summary>Reserves a seat.</summary>
    /// <param name="placed">The room with its home.</param>
    /// <param name="request">The placement preferences.</param>
    /// <param name="userId">The user.</param>
    /// <param name="until">When the token expires.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Seat> TakeAsync(
        PlacedRoom placed, PlacementRequest request, string userId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (room, home) = (placed.Room, placed.Home);
        var settings = parts.SettingsOf(room);

        // While the first client may choose the home, all tokens are for candidates.
        var spans = settings.Spans && placed.Offers.Count == 0;
        if (room.Spec.MaxParticipants is null && !settings.CountsParticipants)
        {
            return Seat.On(spans ? await parts.ChooseAsync(placed, request, EmptyCounts, until, cancellationToken) : home);
        }

        while (true)
        {
            var read = await seats.ReadAsync(room, userId, cancellationToken);
            if (read.IsFull)
            {
                return new Seat(null, IsFull: true);
            }

            var node = spans ? await parts.ChooseAsync(placed, request, read.CountByNode(), until, cancellationToken) : home;
            if (node is null || await seats.TryPromiseAsync(read, node.NodeId == home.NodeId ? null : node.NodeId, until, cancellationToken))
            {
                return Seat.On(node);
            }
        }
    }
}

/// <summary>A reserved seat.</summary>
/// <param name="Node">The node; null: the room is full, or has changed since it was read.</param>
/// <param name="IsFull">Whether the room is full.</param>
public sealed record Seat(PlacementCandidate? Node, bool IsFull)
{
    internal static Seat On(PlacementCandidate? node) => new(node, IsFull: false);
}
