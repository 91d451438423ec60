using System.Text.Json;

namespace Signal.LoadTest.Peers;

/// <summary>The requests with which a client enters a room and publishes, in the order of the browser SDK.</summary>
public static class RoomEntry
{
    /// <summary>Creates and connects a transport for each direction, and joins.</summary>
    /// <param name="connection">A connection that is open.</param>
    /// <param name="dtlsParameters">The DTLS parameters of the client; null: those of a client that sends and receives no media.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The transports to publish and to receive on, as the node describes them, and the answer of the join.</returns>
    /// <exception cref="PeerRequestException">The node refused a request.</exception>
    public static async Task<(JsonElement SendTransport, JsonElement ReceiveTransport, JsonElement Joined)> EnterAsync(
        PeerConnection connection, object? dtlsParameters = null, CancellationToken cancellationToken = default)
    {
        Task<JsonElement> AskAsync(string method, object payload) => connection.AskAsync(method, payload, PeerConnection.RequestTimeout, cancellationToken);

        async Task<JsonElement> MakeTransportAsync(object payload)
        {
            var transport = await AskAsync("createWebRtcTransport", payload);
            await AskAsync("connectWebRtcTransport", new { transportId = IdOf(transport), dtlsParameters = dtlsParameters ?? ClientMedia.DtlsParameters });
            return transport;
        }

        var capabilities = await AskAsync("getRouterRtpCapabilities", new { });
        var sending = await MakeTransportAsync(new { producing = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        var receiving = await MakeTransportAsync(new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        var joined = await AskAsync(
            "join", new { device = new { name = "load" }, rtpCapabilities = capabilities, sctpCapabilities = ClientMedia.SctpCapabilities });
        return (sending, receiving, joined);
    }

    /// <summary>Publishes a stream of audio or video; returns the id of the producer.</summary>
    /// <param name="connection">A connection that has joined.</param>
    /// <param name="transport">The transport to publish on.</param>
    /// <param name="kind"><c>audio</c> or <c>video</c>.</param>
    /// <param name="number">The number of the stream within the transport, from 1.</param>
    /// <param name="source">The application's name of the stream, such as <c>microphone</c>.</param>
    /// <param name="paused">Whether the stream starts paused.</param>
    /// <param name="rtpParameters">The RTP parameters; null: those of Chromium, video in three qualities.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PeerRequestException">The node refused the request.</exception>
    public static async Task<string> PublishAsync(
        PeerConnection connection, JsonElement transport, string kind, int number, string source, bool paused = false, object? rtpParameters = null,
        CancellationToken cancellationToken = default)
    {
        rtpParameters ??= kind == "audio" ? ClientMedia.Opus((uint)(1000 + number)) : ClientMedia.SimulcastVp8(source);
        var request = new { transportId = IdOf(transport), kind, rtpParameters, appData = new { source }, paused };
        var answer = await connection.AskAsync("produce", request, PeerConnection.RequestTimeout, cancellationToken);
        return IdOf(answer);
    }

    private static string IdOf(JsonElement created) => created.GetProperty("id").GetString()!;
}
