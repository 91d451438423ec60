using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>What a client says of a stream that it will send, as workers can forward it.</summary>
internal static class SentRtp
{
    private static readonly string[] SimulcastCodecs = ["video/VP8", "video/H264"];

    /// <summary>
    /// Says nothing of the temporal layers of a lone VP8 or H264 encoding: the worker would take it for SVC, and SVC's rules make it drop
    /// the very key frame that a new consumer waits for (mediasoup 3.27, <c>SvcProducerStreamManager</c>).
    /// </summary>
    public static RtpParameters Forwardable(RtpParameters sent) =>
        sent.Encodings is [{ ScalabilityMode: not null } lone] && sent.Codecs.Any(codec => SimulcastCodecs.Contains(codec.MimeType, StringComparer.OrdinalIgnoreCase))
            ? sent with { Encodings = [lone with { ScalabilityMode = null }] }
            : sent;
}
