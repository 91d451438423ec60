namespace Signal.Chaos.Tests.Truth;

/// <summary>Compares the views of clients, nodes and tables. Each difference is a sentence; an empty list means agreement.</summary>
internal static class Comparison
{
    // One to send, one to receive.
    private const int TransportsOfClient = 2;

    public static IReadOnlyList<string> Differences(Truths truths)
    {
        var rooms = truths.Tables.Select(table => table.RoomId).ToArray();
        return
        [
            .. rooms.SelectMany(room => OfRoom(room, [.. truths.Clients.Where(client => client.RoomId == room)], truths)),
            .. truths.Nodes.SelectMany(node => OfNode(node, [.. truths.Clients.Where(client => client.NodeId == node.NodeId)])),
        ];
    }

    private static IEnumerable<string> OfRoom(string room, ClientView[] clients, Truths truths)
    {
        var peers = clients.Select(client => client.PeerId).ToArray();
        if (clients.Select(client => client.NodeId).Distinct().Count() > 1)
        {
            yield return $"room {room} is on {string.Join(" and ", clients.Select(client => client.NodeId).Distinct())}";
        }

        foreach (var difference in clients.SelectMany(client => OfClient(client, clients)))
        {
            yield return difference;
        }

        if (truths.Rosters.TryGetValue(room, out var roster) && Difference(peers, roster) is { } ofNode)
        {
            yield return $"room {room}: the node's roster {ofNode}";
        }

        var table = truths.Tables.Single(table => table.RoomId == room);
        if (table.Live != clients.Length > 0)
        {
            yield return $"room {room} has {clients.Length} clients, and the tables say live: {table.Live}";
        }

        if (Difference(peers, table.Peers.Keys) is { } ofTables)
        {
            yield return $"room {room}: the tables' participants {ofTables}";
        }

        foreach (var client in clients.Where(client => table.Peers.ContainsKey(client.PeerId)))
        {
            if (Difference(client.Published.Select(Text), table.Peers[client.PeerId].Select(Text)) is { } ofTracks)
            {
                yield return $"{client.UserId} ({client.PeerId}): the tables' tracks {ofTracks}";
            }
        }
    }

    private static IEnumerable<string> OfClient(ClientView client, ClientView[] clients)
    {
        var others = clients.Where(other => other.PeerId != client.PeerId).ToArray();
        if (Difference(others.Select(other => other.PeerId), client.Peers) is { } peers)
        {
            yield return $"{client.UserId} ({client.PeerId}): its list of peers {peers}";
        }

        var tracks = others.SelectMany(other => other.Published).ToArray();
        if (Difference(tracks.Where(track => track.Kind != "data").Select(track => track.Id), client.Received) is { } received)
        {
            yield return $"{client.UserId} ({client.PeerId}): what it receives {received}";
        }

        if (Difference(tracks.Where(track => track.Kind == "data").Select(track => track.Id), client.ReceivedData) is { } data)
        {
            yield return $"{client.UserId} ({client.PeerId}): the data that it receives {data}";
        }
    }

    private static IEnumerable<string> OfNode(NodeView node, ClientView[] clients)
    {
        (string What, int Expected, int Found)[] counts =
        [
            ("rooms", clients.Select(client => client.RoomId).Distinct().Count(), node.Rooms),
            ("peers", clients.Length, node.Peers),
            ("transports", clients.Length * TransportsOfClient, node.Transports),
            ("producers", clients.Sum(client => client.Published.Count(track => track.Kind != "data")), node.Producers),
            ("consumers", clients.Sum(client => client.Received.Count), node.Consumers),
            ("data producers", clients.Sum(client => client.Published.Count(track => track.Kind == "data")), node.DataProducers),
            ("data consumers", clients.Sum(client => client.ReceivedData.Count), node.DataConsumers),
        ];
        return counts.Where(count => count.Expected != count.Found).Select(count => $"{node.NodeId} has {count.Found} {count.What}, not {count.Expected}");
    }

    private static string Text(TrackView track) => $"{track.Kind} {track.Id}{(track.Paused ? " paused" : "")}";

    private static string? Difference(IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (missing, left) = (expected.ToList(), new List<string>());
        foreach (var one in found)
        {
            if (!missing.Remove(one))
            {
                left.Add(one);
            }
        }

        return missing.Count + left.Count == 0 ? null : $"lacks [{string.Join(", ", missing)}] and has [{string.Join(", ", left)}] too many";
    }
}
