using Signal.Functions.Http;
using Signal.Functions.Rooms;
using Signal.Functions.Services;

namespace Signal.Functions.Placement;

/// <summary>Explains on which node the next participant of a room would be placed.</summary>
public sealed class PartDryRun(
    RoomStore rooms, PartPlacement parts, PlacementPolicies policies, ServiceDirectory services, IPartOccupancy occupancy)
{
    /// <summary>Explains the choice.</summary>
    /// <param name="serviceId">The service that owns the room.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="request">The placement preferences of the participant; without a region, that of the room.</param>
    /// <param name="all">All nodes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ProblemException">404: no such room.</exception>
    internal async Task<Explanation> ExplainAsync(
        string serviceId, string roomId, PlacementRequest request, IReadOnlyList<EvaluatedNode> all, CancellationToken cancellationToken)
    {
        var room = await rooms.GetAsync(serviceId, roomId, cancellationToken);
        var service = await services.FindAsync(serviceId, cancellationToken);
        if (all.FirstOrDefault(n => n.Node.Id == room.HomeNode && n.Node.Epoch == room.HomeEpoch)?.Candidate is not { } home)
        {
            return new Explanation(
                policies.Get(room.Spec.Policy),
                Chosen: null,
                [.. all.Select(n => service?.Allows(n.Node.Region) == false ? n with { Reason = n.Reason ?? "region-not-allowed" } : n)],
                Result: null);
        }

        var counts = await occupancy.CountAsync(room, cancellationToken);
        var wish = request with { Region = request.Region ?? room.Spec.Region };
        var decision = parts.Decide(room, home, wish, service, counts, all);
        var settings = parts.SettingsOf(room);
        var nodes = parts.PartsOf(room, home, all, counts).Select(part => new DryRunPart(part.NodeId, part.Region, part.Participants, part.Load));
        return new Explanation(
            policies.Get(room.Spec.Policy),
            decision.NodeId,
            [.. all.Select(n => n with { Reason = parts.ExclusionReason(n, room, home, service) })],
            new DryRunRoom(settings.Mode, settings.Size, settings.MaxNodes, decision.Reason, [.. nodes]));
    }

    /// <param name="Policy">The policy of the room.</param>
    /// <param name="Chosen">The node of the next participant; null: the room has no home, and is placed like a new one.</param>
    /// <param name="Nodes">All nodes, with the reasons why they cannot be chosen.</param>
    /// <param name="Result">The nodes of the room; null: it has no home.</param>
    internal sealed record Explanation(IPlacementPolicy Policy, string? Chosen, IReadOnlyList<EvaluatedNode> Nodes, DryRunRoom? Result);
}
