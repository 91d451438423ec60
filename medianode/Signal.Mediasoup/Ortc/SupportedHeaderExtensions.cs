using System.Collections.Immutable;
using static Signal.Mediasoup.MediaKind;
using static Signal.Mediasoup.RtpHeaderExtensionDirection;

namespace Signal.Mediasoup.Ortc;

/// <summary>The RTP header extensions that the worker supports, with the ids that every router assigns.</summary>
internal static class SupportedHeaderExtensions
{
    public static ImmutableArray<RtpHeaderExtension> All { get; } =
    [
        Entry(Audio, RtpHeaderExtensionUri.Mid, 1),
        Entry(Video, RtpHeaderExtensionUri.Mid, 1),
        Entry(Video, RtpHeaderExtensionUri.RtpStreamId, 2, RecvOnly),
        Entry(Video, RtpHeaderExtensionUri.RepairedRtpStreamId, 3, RecvOnly),
        Entry(Audio, RtpHeaderExtensionUri.AbsSendTime, 4),
        Entry(Video, RtpHeaderExtensionUri.AbsSendTime, 4),

        // The worker uses it to estimate the bandwidth of received media, but sends audio without it.
        Entry(Audio, RtpHeaderExtensionUri.TransportWideCc, 5, RecvOnly),
        Entry(Video, RtpHeaderExtensionUri.TransportWideCc, 5),
        Entry(Audio, RtpHeaderExtensionUri.SsrcAudioLevel, 6),
        Entry(Video, RtpHeaderExtensionUri.DependencyDescriptor, 7, RecvOnly),
        Entry(Video, RtpHeaderExtensionUri.VideoOrientation, 8),
        Entry(Video, RtpHeaderExtensionUri.TimeOffset, 9),
        Entry(Audio, RtpHeaderExtensionUri.AbsCaptureTime, 10),
        Entry(Video, RtpHeaderExtensionUri.AbsCaptureTime, 10),
        Entry(Audio, RtpHeaderExtensionUri.PlayoutDelay, 11),
        Entry(Video, RtpHeaderExtensionUri.PlayoutDelay, 11),
        Entry(Audio, RtpHeaderExtensionUri.MediasoupPacketId, 12),
        Entry(Video, RtpHeaderExtensionUri.MediasoupPacketId, 12),
    ];

    /// <summary>
    /// The dependency descriptor, which routers receive but do not send. It must be preserved between routers, so pipe consumers add it.
    /// </summary>
    public static RtpHeaderExtensionParameters DependencyDescriptorOfPipes { get; } =
        new() { Uri = RtpHeaderExtensionUri.DependencyDescriptor, Id = 7 };

    private static RtpHeaderExtension Entry(
        MediaKind kind,
        RtpHeaderExtensionUri uri,
        int id,
        RtpHeaderExtensionDirection direction = SendRecv) =>
        new() { Kind = kind, Uri = uri, PreferredId = id, Direction = direction };
}
