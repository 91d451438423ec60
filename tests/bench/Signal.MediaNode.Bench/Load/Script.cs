using System.Text;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Bench.Wire;

namespace Signal.MediaNode.Bench.Load;

/// <summary>The messages of a client, encoded once for a protocol.</summary>
internal sealed class Script(IWire wire)
{
    /// <summary>The placeholder of a transport's id in an encoded payload, with the length of an id.</summary>
    private static readonly string NoId = new('#', 36);

    private static readonly object Capabilities = new
    {
        codecs = new object[]
        {
            new
            {
                kind = "audio", mimeType = "audio/opus", preferredPayloadType = 100, clockRate = 48000, channels = 2, parameters = new { },
                rtcpFeedback = Array.Empty<object>(),
            },
            new
            {
                kind = "video", mimeType = "video/VP8", preferredPayloadType = 101, clockRate = 90000, parameters = new { },
                rtcpFeedback = new object[]
                {
                    new { type = "nack", parameter = "" },
                    new { type = "nack", parameter = "pli" },
                    new { type = "ccm", parameter = "fir" },
                },
            },
            new
            {
                kind = "video", mimeType = "video/rtx", preferredPayloadType = 102, clockRate = 90000, parameters = new { apt = 101 },
                rtcpFeedback = Array.Empty<object>(),
            },
        },
        headerExtensions = new object[]
        {
            new
            {
                kind = "video", uri = "urn:ietf:params:rtp-hdrext:sdes:mid", preferredId = 1, preferredEncrypt = false,
                direction = "sendrecv",
            },
        },
    };

    private readonly IWire _wire = wire;
    private readonly byte[] _connect = wire.Encode(new { transportId = NoId, dtlsParameters = ClientMedia.DtlsParameters });
    private readonly byte[] _audio = wire.Encode(
        new { transportId = NoId, kind = "audio", rtpParameters = ClientMedia.Opus(1111), appData = new { source = "microphone" } });
    private readonly byte[] _video = wire.Encode(
        new { transportId = NoId, kind = "video", rtpParameters = ClientMedia.SimulcastVp8("v"), appData = new { source = "camera" } });

    public byte[] Nothing { get; } = wire.Encode(new { });

    public byte[] SendTransport { get; } = wire.Encode(new { producing = true, sctpCapabilities = ClientMedia.SctpCapabilities });

    public byte[] ReceiveTransport { get; } = wire.Encode(new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });

    public byte[] Join { get; } = wire.Encode(new
    {
        displayName = "Alice",
        device = new { name = "bench" },
        rtpCapabilities = Capabilities,
        sctpCapabilities = ClientMedia.SctpCapabilities,
    });

    public byte[] JoinToListen { get; } = wire.Encode(new { displayName = "Alice", device = new { name = "bench" } });

    public byte[] Connect(string transportId) => With(_connect, transportId);

    public byte[] ProduceAudio(string transportId) => With(_audio, transportId);

    public byte[] ProduceVideo(string transportId) => With(_video, transportId);

    /// <summary>Any payload.</summary>
    public byte[] Encode(object payload) => _wire.Encode(payload);

    private static byte[] With(byte[] payload, string id)
    {
        var filled = payload.ToArray();
        var at = filled.AsSpan().IndexOf(Encoding.ASCII.GetBytes(NoId));
        Encoding.ASCII.GetBytes(id, filled.AsSpan(at));
        return filled;
    }
}
