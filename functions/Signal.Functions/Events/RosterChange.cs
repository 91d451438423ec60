using Signal.Contracts.Messages;
using Signal.Functions.Participants;

namespace Signal.Functions.Events;

/// <summary>What an event changes about the participants of its room on its node.</summary>
internal sealed record RosterChange(IReadOnlyList<ParticipantEntity> Deleted, IReadOnlyList<ParticipantEntity> Written)
{
    private static readonly RosterChange None = new([], []);

    public static async Task<RosterChange> OfAsync(RosterStore rosters, RoomEvent e, CancellationToken cancellationToken) => e switch
    {
        RoomStarted or RoomEnded => new(await rosters.OnNodeAsync(e.RoomId, e.NodeId, cancellationToken), []),
        RoomRoster roster => await ReplaceAsync(rosters, roster, cancellationToken),
        PeerJoined joined => new([], [ParticipantEntity.Of(e, joined.Peer)]),
        PeerUpdated updated => await ChangeAsync(rosters, e, updated.Peer.PeerId, p => updated.Peer with { Producers = p.Producers }, cancellationToken),
        PeerLeft left => await rosters.FindPeerAsync(e.RoomId, left.PeerId, cancellationToken) is { } gone ? new([gone], []) : None,
        ProducerAdded added => await ChangeAsync(
            rosters, e, added.PeerId, p => p with { Producers = [.. Without(p, added.Producer.ProducerId), added.Producer] }, cancellationToken),
        ProducerUpdated updated => await ChangeAsync(
            rosters, e, updated.PeerId, p => p with { Producers = [.. Without(p, updated.Producer.ProducerId), updated.Producer] }, cancellationToken),
        ProducerRemoved removed => await ChangeAsync(
            rosters, e, removed.PeerId, p => p with { Producers = [.. Without(p, removed.ProducerId)] }, cancellationToken),
        _ => None,
    };

    private static async Task<RosterChange> ReplaceAsync(RosterStore rosters, RoomRoster roster, CancellationToken cancellationToken)
    {
        var present = roster.Peers.Select(p => ParticipantEntity.RowOf(p.PeerId)).ToHashSet(StringComparer.Ordinal);
        var known = await rosters.OnNodeAsync(roster.RoomId, roster.NodeId, cancellationToken);
        return new([.. known.Where(p => !present.Contains(p.RowKey))], [.. roster.Peers.Select(p => ParticipantEntity.Of(roster, p))]);
    }

    private static async Task<RosterChange> ChangeAsync(
        RosterStore rosters, RoomEvent e, string peerId, Func<PeerInfo, PeerInfo> change, CancellationToken cancellationToken)
    {
        if (await rosters.FindPeerAsync(e.RoomId, peerId, cancellationToken) is not { } participant)
        {
            return None;
        }

        participant.Peer = change(participant.Peer);
        return new([], [participant]);
    }

    private static IEnumerable<ProducerInfo> Without(PeerInfo peer, string producerId) => peer.Producers.Where(p => p.ProducerId != producerId);
}
