using Signal.Cascade;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The pipes of a room from other nodes to this one: one pair of transports for each pair of shards, with all streams between them.</summary>
internal sealed class RemotePipes(RoomKey room, RoomServices services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ShardId From, ShardId To), Task<PipeConnection>> _connections = [];

    /// <summary>Opens a pipe to a router of this node.</summary>
    public async Task<OpenPipe> OpenAsync(PipeId pipe, RoomMedia to)
    {
        Task<PipeConnection> connecting;
        lock (_lock)
        {
            if (!_connections.TryGetValue((pipe.From, pipe.To), out connecting!) || connecting.IsFaulted || connecting.IsCanceled)
            {
                _connections[(pipe.From, pipe.To)] = connecting = ConnectAsync(pipe.From, pipe.To, to);
            }
        }

        return await (await connecting).OpenAsync(pipe.Stream);
    }

    /// <summary>The other node has closed its transport.</summary>
    public void Closed(string transportId)
    {
        List<PipeConnection> connections;
        lock (_lock)
        {
            connections = [.. _connections.Values.Where(connecting => connecting.IsCompletedSuccessfully).Select(connecting => connecting.Result)];
        }

        foreach (var connection in connections.Where(connection => connection.RemoteId == transportId))
        {
            connection.Close();
        }
    }

    private async Task<PipeConnection> ConnectAsync(ShardId from, ShardId to, RoomMedia media)
    {
        if (!NodeInstance.TryParse(from.Part, out var node))
        {
            throw new InvalidOperationException($"{from} is on no node.");
        }

        var connection = await PipeConnection.OpenAsync(room, node, from.Number, media, services);
        connection.OnClose(() =>
        {
            lock (_lock)
            {
                _connections.Remove((from, to));
            }
        });
        return connection;
    }
}
