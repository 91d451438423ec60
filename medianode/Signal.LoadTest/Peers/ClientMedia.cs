namespace Signal.LoadTest.Peers;

/// <summary>RTP parameters that mediasoup-client sends from a Chromium browser.</summary>
public static class ClientMedia
{
    /// <summary>The SCTP capabilities of the client.</summary>
    public static object SctpCapabilities { get; } = new { numStreams = new { OS = 1024, MIS = 1024 } };

    /// <summary>The DTLS parameters of a client without media: no DTLS handshake follows.</summary>
    public static object DtlsParameters { get; } = new
    {
        role = "client",
        fingerprints = new[]
        {
            new
            {
                algorithm = "sha-256",
                value = "82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5:80:C4:B6:FB:AF:1A:A0:21:9F:6D:0C:AD",
            },
        },
    };

    /// <summary>The RTP parameters of an audio stream.</summary>
    public static object Opus(uint ssrc) => new
    {
        mid = $"a{ssrc}",
        codecs = new object[]
        {
            new
            {
                mimeType = "audio/opus",
                payloadType = 111,
                clockRate = 48000,
                channels = 2,
                parameters = new { minptime = 10, useinbandfec = 1 },
                rtcpFeedback = new[] { new { type = "transport-cc", parameter = "" } },
            },
        },
        headerExtensions = Extensions,
        encodings = new[] { new { ssrc, dtx = false } },
        rtcp = new { cname = "test", reducedSize = true },
    };

    /// <summary>The RTP parameters of a video stream in one quality.</summary>
    public static object Vp8(uint ssrc) => new
    {
        mid = $"v{ssrc}",
        codecs = new[] { Vp8Codec },
        headerExtensions = Extensions,
        encodings = new[] { new { ssrc } },
        rtcp = new { cname = "test", reducedSize = true },
    };

    /// <summary>The RTP parameters of a video stream in three qualities.</summary>
    public static object SimulcastVp8(string mid) => new
    {
        mid,
        codecs = new[]
        {
            Vp8Codec,
            new { mimeType = "video/rtx", payloadType = 97, clockRate = 90000, parameters = new { apt = 96 }, rtcpFeedback = Array.Empty<object>() },
        },
        headerExtensions = Extensions,
        encodings = new object[]
        {
            new { rid = "r0", active = true, scaleResolutionDownBy = 4, maxBitrate = 150000, scalabilityMode = "L1T3" },
            new { rid = "r1", active = true, scaleResolutionDownBy = 2, maxBitrate = 500000, scalabilityMode = "L1T3" },
            new { rid = "r2", active = true, scaleResolutionDownBy = 1, maxBitrate = 1500000, scalabilityMode = "L1T3" },
        },
        rtcp = new { cname = "test", reducedSize = true },
    };

    private static object Vp8Codec { get; } = new
    {
        mimeType = "video/VP8",
        payloadType = 96,
        clockRate = 90000,
        parameters = new { },
        rtcpFeedback = new object[]
        {
            new { type = "nack", parameter = "" },
            new { type = "nack", parameter = "pli" },
            new { type = "ccm", parameter = "fir" },
        },
    };

    private static object[] Extensions { get; } =
    [
        new { uri = "urn:ietf:params:rtp-hdrext:sdes:mid", id = 4, encrypt = false, parameters = new { } },
        new { uri = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01", id = 3, encrypt = false, parameters = new { } },
        new { uri = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", id = 10, encrypt = false, parameters = new { } },
    ];
}
