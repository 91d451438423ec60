using System.Diagnostics;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Load;

/// <summary>A client's full join: two connected transports, join, audio and video sent, the streams of the others received.</summary>
internal static class FullJoin
{
    /// <summary>Joins a room in which a number of others send two streams each; returns the client and the duration.</summary>
    public static async Task<(LoadClient Client, TimeSpan Time)> RunAsync(Server server, Uri address, int others)
    {
        var started = Stopwatch.GetTimestamp();
        var script = server.Script;
        var client = await LoadClient.ConnectAsync(server.Wire, address);
        await client.AskAsync("getRouterRtpCapabilities", script.Nothing);
        var receiving = await client.AskAsync("createWebRtcTransport", script.ReceiveTransport);
        await client.AskAsync("connectWebRtcTransport", script.Connect(receiving!));
        var sending = await client.AskAsync("createWebRtcTransport", script.SendTransport);
        await client.AskAsync("connectWebRtcTransport", script.Connect(sending!));
        await client.AskAsync("join", script.Join);
        await client.AskAsync("produce", script.ProduceAudio(sending!));
        await client.AskAsync("produce", script.ProduceVideo(sending!));
        await client.OffersAsync(2 * others);
        return (client, Stopwatch.GetElapsedTime(started));
    }
}
