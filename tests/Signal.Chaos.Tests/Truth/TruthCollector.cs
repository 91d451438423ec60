using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;
using Signal.Admin;

namespace Signal.Chaos.Tests.Truth;

/// <summary>Collects the views of all parts.</summary>
internal sealed class TruthCollector(ChaosStack stack, LoadModel load)
{
    /// <summary>The user who joins rooms to read the rosters.</summary>
    public const string Looker = "looker";

    /// <summary>All views except the nodes' rosters; null while a client is joining.</summary>
    public async Task<Truths?> TryCollectAsync(bool everybodyIsIn)
    {
        var sessions = load.Clients.Select(client => (client.UserId, client.RoomId, Session: client.Settled)).ToArray();
        if (everybodyIsIn && sessions.Any(client => client.Session is null))
        {
            return null;
        }

        var tables = await Task.WhenAll(load.Rooms.Select(TableAsync));
        var nodes = await Task.WhenAll(stack.Nodes.Select(NodeAsync));
        var views = everybodyIsIn ? sessions.Select(client => View(client.UserId, client.RoomId, client.Session!)).ToArray() : [];
        return new Truths(views, new Dictionary<string, IReadOnlyList<string>>(), nodes, tables);
    }

    /// <summary>The roster of each room, as its node sends it to a joining peer.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> CollectRostersAsync()
    {
        var rosters = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var room in load.Rooms)
        {
            rosters[room] = await RosterAsync(room);
        }

        return rosters;
    }

    private static ClientView View(string userId, string roomId, PeerSession session) => new(
        userId, roomId, session.NodeId, session.PeerId,
        [.. session.Peers.Where(peer => peer.Value != Looker).Select(peer => peer.Key)],
        [.. session.Published.Values.Select(published => new TrackView(published.Id, published.Kind, published.Paused))],
        [.. session.Consumers.Values],
        [.. session.DataConsumers.Values]);

    private static async Task<NodeView> NodeAsync(ChaosNode node)
    {
        var gauges = await node.GaugesAsync();
        return new(
            node.Id, gauges.Rooms, gauges.Peers, gauges.Transports, gauges.Producers, gauges.Consumers, gauges.DataProducers, gauges.DataConsumers);
    }

    private async Task<TableView> TableAsync(string roomId)
    {
        var room = await stack.Admin.Rooms.GetAsync(roomId);
        var participants = await stack.Admin.Participants.ListAsync(roomId).Where(participant => participant.UserId != Looker).ToListAsync();
        return new(
            roomId,
            room.Live,
            participants.GroupBy(participant => participant.PeerId).ToDictionary(
                same => same.Key,
                same => (IReadOnlyList<TrackView>)
                [
                    .. same.SelectMany(one => one.Producers).Select(track => new TrackView(track.ProducerId, track.Kind, track.Paused)),
                ]));
    }

    // A joining peer receives the list of peers.
    private async Task<IReadOnlyList<string>> RosterAsync(string roomId)
    {
        var token = await stack.Admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = Looker, Role = "observer" });
        var session = await PeerSession.ConnectAsync(token.Url, token.Token);
        load.Participations.Welcomed(session.PeerId, Looker, roomId, session.NodeId, load.StartsOf(session.NodeId));
        await session.LookAsync();
        load.Participations.Joined(session.PeerId);
        IReadOnlyList<string> peers = [.. session.Peers.Where(peer => peer.Value != Looker).Select(peer => peer.Key)];
        await session.LeaveAsync();
        return peers;
    }
}
