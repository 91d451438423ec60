using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Http;
using Signal.Functions.Nodes;
using Signal.Functions.Rooms;
using Signal.Functions.Services;

namespace Signal.Functions.Placement;

/// <summary>Determines whether a room stays on its home, and which nodes could be its next one.</summary>
public sealed class RoomHomes(
    NodeDirectory nodes, NodeChoice choice, NodeProbes probes, ServiceDirectory services, IOptions<PlacementOptions> options, TimeProvider time)
{
    /// <summary>The delay after which a request that found no node is to be repeated.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Returns the home of a room; null: it has none, or another node must become its home.</summary>
    /// <exception cref="ProblemException">503: the home does not report, but may be alive.</exception>
    public async Task<NodeEntity?> FindAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        if (room.HomeNode is null)
        {
            return null;
        }

        var home = (await nodes.ListAsync(cancellationToken)).FirstOrDefault(n => n.Id == room.HomeNode);
        if (home is null || home.Epoch < room.HomeEpoch)
        {
            // Another instance has newer data of the node.
            nodes.Forget();
            home = (await nodes.ListAsync(cancellationToken)).FirstOrDefault(n => n.Id == room.HomeNode);
        }

        if (home is null || home.Cleared || home.Epoch != room.HomeEpoch || home.NodeState == NodeState.Stopping)
        {
            return null;
        }

        if (!choice.IsAlive(home) && !choice.AreSilent(await nodes.ListAsync(cancellationToken)) && await MustMoveAsync(room, home, cancellationToken))
        {
            return null;
        }

        return await CanStayAsync(room, home, cancellationToken) ? home : null;
    }

    /// <summary>Whether the home of an open room was declared dead, or has restarted; its other nodes may go on without it.</summary>
    public async Task<bool> IsLostAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        if (!room.Live || room.HomeNode is null)
        {
            return false;
        }

        var home = (await nodes.ListAsync(cancellationToken)).FirstOrDefault(n => n.Id == room.HomeNode);
        return home is null || home.Cleared || home.Epoch > room.HomeEpoch;
    }

    /// <summary>The nodes that can be the home: one that holds a part of the room refuses until it has closed the part.</summary>
    public IEnumerable<PlacementCandidate> CanBe(RoomEntity room, ServiceAccount? service, IReadOnlyList<PlacementCandidate> candidates)
    {
        var (now, parts) = (time.GetUtcNow(), room.Parts);
        return candidates.Where(n =>
            service?.Allows(n.Region) != false && !parts.Any(part => part.NodeId == n.NodeId && part.Epoch == n.Epoch && part.MayBeOpen(now)));
    }

    /// <summary>
    /// Whether the room is open on a home that it leaves, so that its participants must be asked to follow; on a node that stops, or is
    /// dead, they do so without a command.
    /// </summary>
    public async Task<bool> IsOpenAndDrainingAsync(RoomEntity room, CancellationToken cancellationToken) =>
        room.Live && (await nodes.ListAsync(cancellationToken)).Any(n =>
            n.Id == room.HomeNode && n.Epoch == room.HomeEpoch && !n.Cleared && n.NodeState != NodeState.Stopping && choice.IsAlive(n));

    // Only the home does not report. There may be active calls: it counts as dead only after a failed probe or the end of its lease.
    private async Task<bool> MustMoveAsync(RoomEntity room, NodeEntity home, CancellationToken cancellationToken) =>
        await probes.IsDeadAsync(home.Id, cancellationToken) is { } isDead ? isDead
        : room.Live ? throw Problems.NoNode(RetryAfter).AsException()
        : true;

    private async Task<bool> CanStayAsync(RoomEntity room, NodeEntity home, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isExpected = room.ExpectedUntil > now;
        if (home.NodeState == NodeState.Serving && home.DrainAsked is null)
        {
            return room.Live || (isExpected && home.Ready != false);
        }

        // A room that may be opening stays; an open room moves with its clients, unless no other node is available.
        return (!room.Live && isExpected && home.NotServingSince + options.Value.DrainGrace > now)
            || (room.Live && !(home.DrainDeadline < now) && !CanBe(
                room, await services.FindAsync(room.ServiceId, cancellationToken), await choice.ListCandidatesAsync(cancellationToken)).Any());
    }
}
