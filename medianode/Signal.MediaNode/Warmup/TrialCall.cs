using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Warmup;

/// <summary>A call on a <see cref="TrialNode"/>: peers join one after another, send audio and video, receive all others, and leave.</summary>
internal static class TrialCall
{
    private const int Peers = 3;
    private const int StreamsOfPeer = 2;

    private const string Sctp = """{"numStreams":{"OS":1024,"MIS":1024}}""";

    private const string Dtls = """
        {"role":"client",
         "fingerprints":[{"algorithm":"sha-256",
                          "value":"82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5:80:C4:B6:FB:AF:1A:A0:21:9F:6D:0C:AD"}]}
        """;

    private const string Audio = """
        {"mid":"0",
         "codecs":[{"mimeType":"audio/opus","payloadType":111,"clockRate":48000,"channels":2,"parameters":{"minptime":10,"useinbandfec":1},
                    "rtcpFeedback":[{"type":"transport-cc","parameter":""}]}],
         "headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":4,"encrypt":false,"parameters":{}}],
         "encodings":[{"ssrc":1111,"dtx":false}],
         "rtcp":{"cname":"trial","reducedSize":true}}
        """;

    private const string Video = """
        {"mid":"1",
         "codecs":[{"mimeType":"video/VP8","payloadType":96,"clockRate":90000,"parameters":{},
                    "rtcpFeedback":[{"type":"nack","parameter":""},{"type":"nack","parameter":"pli"},{"type":"ccm","parameter":"fir"}]},
                   {"mimeType":"video/rtx","payloadType":97,"clockRate":90000,"parameters":{"apt":96},"rtcpFeedback":[]}],
         "headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":4,"encrypt":false,"parameters":{}},
                             {"uri":"urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id","id":10,"encrypt":false,"parameters":{}}],
         "encodings":[{"rid":"r0","active":true,"scaleResolutionDownBy":4,"maxBitrate":150000,"scalabilityMode":"L1T3"},
                      {"rid":"r1","active":true,"scaleResolutionDownBy":1,"maxBitrate":1500000,"scalabilityMode":"L1T3"}],
         "rtcp":{"cname":"trial","reducedSize":true}}
        """;

    /// <summary>Runs a call with clients of a protocol.</summary>
    public static async Task RunAsync(TrialNode node, IHubProtocol protocol, CancellationToken cancellationToken)
    {
        var clients = new List<TrialClient>();
        try
        {
            for (var others = 0; others < Peers; others++)
            {
                var client = await TrialClient.ConnectAsync(node.Hub, node.Token(protocol.Name), protocol, cancellationToken);
                clients.Add(client);
                await JoinAsync(client, cancellationToken);
                await client.ReceiveOffersAsync(others * StreamsOfPeer, cancellationToken);
            }

            foreach (var client in clients)
            {
                await client.ReceiveOffersAsync((Peers - 1) * StreamsOfPeer, cancellationToken);
                await client.AskAsync("leave", "{}", cancellationToken);
            }
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static async Task JoinAsync(TrialClient client, CancellationToken cancellationToken)
    {
        Task<JsonElement> AskAsync(string method, string payload) => client.AskAsync(method, payload, cancellationToken);

        async Task<string> MakeTransportAsync(string direction)
        {
            var transport = await AskAsync("createWebRtcTransport", $$"""{ "{{direction}}": true, "sctpCapabilities": {{Sctp}} }""");
            var id = transport.GetProperty("id").GetString()!;
            await AskAsync("connectWebRtcTransport", $$"""{ "transportId": "{{id}}", "dtlsParameters": {{Dtls}} }""");
            return id;
        }

        var capabilities = await AskAsync("getRouterRtpCapabilities", "{}");
        var sending = await MakeTransportAsync("producing");
        await MakeTransportAsync("consuming");
        await AskAsync("join", $$"""{ "device": { "name": "trial" }, "rtpCapabilities": {{capabilities}}, "sctpCapabilities": {{Sctp}} }""");
        await AskAsync("produce", $$"""{ "transportId": "{{sending}}", "kind": "audio", "rtpParameters": {{Audio}} }""");
        await AskAsync("produce", $$"""{ "transportId": "{{sending}}", "kind": "video", "rtpParameters": {{Video}} }""");
    }
}
