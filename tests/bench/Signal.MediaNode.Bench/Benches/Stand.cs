using Signal.MediaNode.Bench.Servers;
using Signal.MediaNode.Bench.Wire;

namespace Signal.MediaNode.Bench.Benches;

/// <summary>The servers that are compared: the node in both encodings, and the peer, which comes last.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private Stand(IReadOnlyList<Server> servers) => Servers = servers;

    public IReadOnlyList<Server> Servers { get; }

    public static async Task<Stand> StartAsync(Options options)
    {
        var servers = new List<Server>();
        try
        {
            servers.Add(await NodeServer.StartAsync("node, JSON", new SignalRJsonWire(), options.WorkerBin));
            servers.Add(await NodeServer.StartAsync("node, MsgPack", new SignalRPackWire(), options.WorkerBin));
            servers.Add(await PeerServer.StartAsync(options.Packages, options.WorkerBin));
            return new Stand(servers);
        }
        catch
        {
            await new Stand(servers).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }
    }
}
