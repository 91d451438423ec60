using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Load;

/// <summary>The join of a client that only receives: one connected transport, join, and the streams of the others.</summary>
internal static class ReceivingJoin
{
    /// <summary>Joins a room in which the others send a number of streams.</summary>
    public static async Task<LoadClient> RunAsync(Server server, Uri address, int streams)
    {
        var script = server.Script;
        var client = await LoadClient.ConnectAsync(server.Wire, address);
        await client.AskAsync("getRouterRtpCapabilities", script.Nothing);
        var receiving = await client.AskAsync("createWebRtcTransport", script.ReceiveTransport);
        await client.AskAsync("connectWebRtcTransport", script.Connect(receiving!));
        await client.AskAsync("join", script.Join);
        await client.OffersAsync(streams);
        return client;
    }
}
