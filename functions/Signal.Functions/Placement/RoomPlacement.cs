using Microsoft.Extensions.Logging;
using Signal.Functions.Commands;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;
using Signal.Functions.Services;

namespace Signal.Functions.Placement;

/// <summary>
/// Assigns a room its home node. The choice is written with the room's ETag, so that one of several concurrent first tokens decides and the
/// others follow: a room never has two homes. A room that is open, or that a token may still open, stays on its node as long as the node is
/// alive; while it is unknown whether the node of an open room is alive, no token is minted.
/// </summary>
public sealed partial class RoomPlacement(
    NodeDirectory nodes, NodeChoice choice, RoomHomes homes, HomeTakeover takeover, RecentPlacements recent, PlacementPolicies policies, RoomStore rooms,
    CommandFactory commands, PlacementCommands placementCommands, ServiceDirectory services, TimeProvider time, ILogger<RoomPlacement> logger)
{
    // A token shortly after another one needs no write when the room is already expected for longer.
    private static readonly TimeSpan ExpectedMargin = TimeSpan.FromMinutes(1);

    /// <summary>Places a room, or returns its placement.</summary>
    /// <param name="room">The room as read.</param>
    /// <param name="request">The placement preferences of the token request.</param>
    /// <param name="tokenId">The token's id; the ids of offers are derived from it.</param>
    /// <param name="expiresAt">When the token expires.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">
    /// 503: no node is available for the room, or its home does not report but may be alive. 404: the room was deleted in the meantime.
    /// </exception>
    public async Task<PlacedRoom> PlaceAsync(
        RoomEntity room, PlacementRequest request, string tokenId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        while (true)
        {
            var home = IsAvoided(room, request) ? null : await homes.FindAsync(room, cancellationToken);
            if (home is null && room.Parts.Count > 0 && await homes.IsLostAsync(room, cancellationToken)
                && await takeover.TakeOverAsync(room.ServiceId, room.Id, room.HomeNode!, room.HomeEpoch, cancellationToken) is { } taken)
            {
                room = taken;
                continue;
            }

            var placed = home is not null
                ? await KeepHomeAsync(room, home, expiresAt, cancellationToken)
                : await MoveAsync(room, request, tokenId, expiresAt, cancellationToken);
            if (placed is not null)
            {
                return placed;
            }

            room = await rooms.GetAsync(room.ServiceId, room.Id, cancellationToken);
        }
    }

    /// <summary>Places an open room on another node than its home, which closes it at <paramref name="movingUntil"/>.</summary>
    /// <param name="room">The room as read.</param>
    /// <param name="nodeId">The node; null: the best of the other nodes, by the room's policy.</param>
    /// <param name="movingUntil">When the former home closes the room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The new home; null when the room has changed since it was read.</returns>
    /// <exception cref="ProblemException">409: the node does not exist, or cannot accept a room. 503: no other node is available.</exception>
    public async Task<PlacementCandidate?> TryMoveAsync(RoomEntity room, string? nodeId, DateTimeOffset movingUntil, CancellationToken cancellationToken)
    {
        nodes.Forget();
        var service = await services.FindAsync(room.ServiceId, cancellationToken);
        var chosen = await choice.ChooseAsync(room.Id, Rank, cancellationToken);
        if (chosen is null && nodeId is not null)
        {
            var node = (await choice.ListAsync(cancellationToken)).FirstOrDefault(n => n.Node.Id == nodeId);
            var reason = node is null ? "unknown" : node.Reason ?? (service?.Allows(node.Node.Region) == false ? "region-not-allowed" : "part");
            throw Problems.Conflict($"The node cannot accept the room: {reason}.", ProblemCodes.NodeUnavailable).AsException();
        }

        var (ranked, placement) = chosen ?? throw Problems.NoNode(RoomHomes.RetryAfter).AsException();
        var home = ranked[0];
        room.Place(home.NodeId, home.Epoch, time.GetUtcNow(), movingUntil + ExpectedMargin, movingUntil, movingUntil);
        if (!await rooms.TryReplaceAsync(room, cancellationToken))
        {
            recent.Withdraw(placement);
            return null;
        }

        await recent.ConfirmAsync(placement, home.NodeId, cancellationToken);
        return home;

        IEnumerable<PlacementCandidate> Rank(IReadOnlyList<PlacementCandidate> candidates)
        {
            var others = homes.CanBe(room, service, candidates).Where(n => n.NodeId != room.HomeNode && (nodeId is null || n.NodeId == nodeId)).ToArray();
            var request = new PlacementRequest(room.Spec.Region, PlacementRequest.None.Measured);
            return others.Length == 0 ? [] : policies.Get(room.Spec.Policy).Rank(request, others);
        }
    }

    // A room that is not open has no participants. If another client opens it there all the same, that copy is closed when it is reported.
    private static bool IsAvoided(RoomEntity room, PlacementRequest request) => !room.Live && room.HomeNode is not null && room.HomeNode == request.Avoided;

    private async Task<PlacedRoom?> KeepHomeAsync(
        RoomEntity room, NodeEntity home, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var endedOffer = room.Offer;
        var mustExpect = !room.Live && !(room.ExpectedUntil >= expiresAt);
        if (endedOffer.Count > 0 || mustExpect)
        {
            room.Offer = [];
            room.ExpectedUntil = mustExpect ? expiresAt + ExpectedMargin : room.ExpectedUntil;
            if (!await rooms.TryReplaceAsync(room, cancellationToken))
            {
                return null;
            }

            await placementCommands.WithdrawOfferAsync(room, endedOffer, cancellationToken);
        }

        return new PlacedRoom(room, PlacementCandidate.Of(home), []);
    }

    private async Task<PlacedRoom?> MoveAsync(
        RoomEntity room, PlacementRequest request, string tokenId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var policy = policies.Get(room.Spec.Policy);
        var service = await services.FindAsync(room.ServiceId, cancellationToken);
        var chosen = await choice.ChooseAsync(room.Id, Rank, cancellationToken);
        if (chosen is null)
        {
            // The cache of this instance may be stale: it is refreshed before a request is rejected.
            nodes.Forget();
            chosen = await choice.ChooseAsync(room.Id, Rank, cancellationToken);
        }

        var (ranked, placement) = chosen ?? throw Problems.NoNode(RoomHomes.RetryAfter).AsException();
        var home = ranked[0];
        var offers = request.Measured.Count > 0
            ? []
            : ranked.Skip(1).Take(policy.Offers - 1).Select((c, i) => new PlacementOffer(c, $"{tokenId}.{i + 1}")).ToArray();
        var migration = await homes.IsOpenAndDrainingAsync(room, cancellationToken) ? commands.MigrateRoom(room.ServiceId, room.Id) : null;

        // The former home forwards the migration, unless it is dead.
        var left = migration is null ? room.Parts.Where(part => part.LeavingUntil is null).ToArray() : [];
        var partsUntil = migration?.Deadline ?? commands.MigrateRoom(room.ServiceId, room.Id).Deadline;
        room.Place(home.NodeId, home.Epoch, time.GetUtcNow(), expiresAt + ExpectedMargin, migration?.Deadline, partsUntil);
        room.Offer = [.. offers.Select(o => new OfferedNode(o.Candidate.NodeId, o.Candidate.Epoch, o.TokenId))];
        if (!await rooms.TryReplaceAsync(room, cancellationToken))
        {
            recent.Withdraw(placement);
            return null;
        }

        await recent.ConfirmAsync(placement, home.NodeId, cancellationToken);
        LogPlaced(room.Id, home.NodeId, policy.Name);
        if (migration is not null)
        {
            await placementCommands.MigrateAsync(room.MovingFrom!, migration, cancellationToken);
        }

        foreach (var part in left)
        {
            await placementCommands.MigrateAsync(part.NodeId, commands.MigrateRoom(room.ServiceId, room.Id), cancellationToken);
        }

        return new PlacedRoom(room, home, offers);

        IEnumerable<PlacementCandidate> Rank(IReadOnlyList<PlacementCandidate> candidates)
        {
            var able = homes.CanBe(room, service, candidates).ToArray();
            var reachable = able.Where(n => n.NodeId != request.Avoided).ToArray();
            return able.Length == 0 ? [] : policy.Rank(request, reachable.Length > 0 ? reachable : able);
        }
    }

    [LoggerMessage(EventIds.RoomPlaced, LogLevel.Information, "Room {RoomId} placed on node {NodeId} by policy {Policy}")]
    private partial void LogPlaced(string roomId, string nodeId, string policy);
}
