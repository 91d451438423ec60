using System.Globalization;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Wire;
using Signal.Testing;

namespace Signal.MediaNode.Bench.Servers;

/// <summary>The npm library behind protoo, in production mode, on the same worker binary.</summary>
internal sealed class PeerServer : Server
{
    private readonly Dictionary<string, LoadClient> _senders = new(StringComparer.Ordinal);
    private int _port;
    private int _peers;

    private PeerServer(string packages, string workerBin)
        : base("npm", new ProtooWire()) => Process = ChildProcess.Start(
            "node",
            [Path.Combine(AppContext.BaseDirectory, "peer", "server.cjs")],
            new Dictionary<string, string?>
            {
                ["PACKAGES"] = packages, ["MEDIASOUP_WORKER_BIN"] = workerBin, ["NODE_ENV"] = "production", ["DEBUG"] = null,
            });

    protected override ChildProcess Process { get; }

    public static async Task<PeerServer> StartAsync(string packages, string workerBin)
    {
        var server = new PeerServer(packages, workerBin);
        try
        {
            var line = await server.Process.WaitForLineAsync("listening on");
            server._port = int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override Uri Ticket(string room) => new($"ws://127.0.0.1:{_port}/?roomId={room}&peerId=peer-{Interlocked.Increment(ref _peers)}");

    public override async Task SendToRoomAsync(string room, string text)
    {
        if (!_senders.TryGetValue(room, out var sender))
        {
            _senders[room] = sender = await LoadClient.ConnectAsync(Wire, Ticket(room));
        }

        await sender.AskAsync("sendData", Wire.Encode(new { payload = new { text } }));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders.Values)
        {
            await sender.DisposeAsync();
        }

        await Process.DisposeAsync();
    }
}
