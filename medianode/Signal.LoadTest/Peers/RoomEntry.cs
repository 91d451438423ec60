using System.Text.Json;

namespace Signal.LoadTest.Peers;

/// <summary>The requests with which a client enters a room and publishes, in the order of the browser SDK.</summary>
public static class RoomEntry
{
    /// <summary>Creates and connects a transport for each direction, and joins.</summary>
    /// <returns>The id of the transport to publish on, and the answer of <c>join</c>.</returns>
    /// <exception cref="PeerRequestException">The node refused a request.</exception>
    public static async Task<(string SendTransport, JsonElement Joined)> EnterAsync(PeerConnection connection, CancellationToken cancellationToken = default)
    {
        Task<JsonElement> AskAsync(string method, object payload) => connection.AskAsync(method, payload, PeerConnection.RequestTimeout, cancellationToken);

        async Task<string> MakeTransportAsync(object payload)
        {
            var id = (await AskAsync("createWebRtcTransport", payload)).GetProperty("id").GetString()!;
            await AskAsync("connectWebRtcTransport", new { transportId = id, dtlsParameters = ClientMedia.DtlsParameters });
            return id;
        }

        var capabilities = await AskAsync("getRouterRtpCapabilities", new { });
        var sending = await MakeTransportAsync(new { producing = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        await MakeTransportAsync(new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        var joined = await AskAsync(
            "join", new { device = new { name = "load" }, rtpCapabilities = capabilities, sctpCapabilities = ClientMedia.SctpCapabilities });
        return (sending, joined);
    }

    /// <summary>Publishes a stream of audio or video; returns the id of the producer.</summary>
    /// <param name="connection">A connection that has joined.</param>
    /// <param name="transportId">The transport to publish on.</param>
    /// <param name="kind"><c>audio</c> or <c>video</c>.</param>
    /// <param name="number">The number of the stream within the transport, from 1.</param>
    /// <param name="source">The application's name of the stream, such as <c>microphone</c>.</param>
    /// <param name="paused">Whether the stream starts paused.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PeerRequestException">The node refused the request.</exception>
    public static async Task<string> PublishAsync(
        PeerConnection connection, string transportId, string kind, int number, string source, bool paused = false,
        CancellationToken cancellationToken = default)
    {
        var rtpParameters = kind == "audio" ? ClientMedia.Opus((uint)(1000 + number)) : ClientMedia.SimulcastVp8(source);
        var answer = await connection.AskAsync(
            "produce", new { transportId, kind, rtpParameters, appData = new { source }, paused }, PeerConnection.RequestTimeout, cancellationToken);
        return answer.GetProperty("id").GetString()!;
    }
}
