using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>The codecs that the worker can route.</summary>
internal static class SupportedCodecs
{
    private static readonly RtcpFeedback TransportCc = new("transport-cc");
    private static readonly ImmutableArray<RtcpFeedback> OpusFeedback = [new("nack"), TransportCc];
    private static readonly ImmutableArray<RtcpFeedback> AudioFeedback = [TransportCc];

    private static readonly ImmutableArray<RtcpFeedback> VideoFeedback =
        [new("nack"), new("nack", "pli"), new("ccm", "fir"), new("goog-remb"), TransportCc];

    public static ImmutableArray<RtpCodecCapability> All { get; } =
    [
        Audio("opus", 48000, OpusFeedback, channels: 2),
        Multiopus(4, "0,1,2,3", streams: 2, coupled: 2),
        Multiopus(6, "0,4,1,2,3,5", streams: 4, coupled: 2),
        Multiopus(8, "0,6,1,2,3,4,5,7", streams: 5, coupled: 3),
        Audio("PCMU", 8000, AudioFeedback, payloadType: 0),
        Audio("PCMA", 8000, AudioFeedback, payloadType: 8),
        Audio("ISAC", 32000, AudioFeedback),
        Audio("ISAC", 16000, AudioFeedback),
        Audio("G722", 8000, AudioFeedback, payloadType: 9),
        Audio("iLBC", 8000, AudioFeedback),
        Audio("SILK", 24000, AudioFeedback),
        Audio("SILK", 16000, AudioFeedback),
        Audio("SILK", 12000, AudioFeedback),
        Audio("SILK", 8000, AudioFeedback),
        Audio("CN", 32000, [], payloadType: 13),
        Audio("CN", 16000, [], payloadType: 13),
        Audio("CN", 8000, [], payloadType: 13),
        Audio("telephone-event", 48000, []),
        Audio("telephone-event", 32000, []),
        Audio("telephone-event", 16000, []),
        Audio("telephone-event", 8000, []),
        Video("VP8", FormatParameters.Empty),
        Video("VP9", FormatParameters.Empty),
        Video("H264", [("level-asymmetry-allowed", 1)]),
        Video("AV1", FormatParameters.Empty),
    ];

    private static RtpCodecCapability Audio(
        string name,
        int clockRate,
        ImmutableArray<RtcpFeedback> feedback,
        int channels = 1,
        int? payloadType = null) => new()
        {
            MimeType = $"audio/{name}",
            PreferredPayloadType = payloadType,
            ClockRate = clockRate,
            Channels = channels,
            RtcpFeedback = feedback,
        };

    private static RtpCodecCapability Multiopus(int channels, string mapping, int streams, int coupled) =>
        Audio("multiopus", 48000, OpusFeedback, channels) with
        {
            Parameters = [("channel_mapping", mapping), ("num_streams", streams), ("coupled_streams", coupled)],
        };

    private static RtpCodecCapability Video(string name, FormatParameters parameters) => new()
    {
        MimeType = $"video/{name}",
        ClockRate = 90000,
        Parameters = parameters,
        RtcpFeedback = VideoFeedback,
    };
}
