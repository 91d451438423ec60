using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>Adapts the RTP parameters of a client's producer so that workers can forward the stream.</summary>
internal static class SentRtp
{
    private static readonly string[] SimulcastCodecs = ["video/VP8", "video/H264"];

    /// <summary>
    /// Omits the temporal layers of a single VP8 or H264 encoding: the worker would treat it as SVC, whose rules drop the key frame that a
    /// new consumer waits for (mediasoup 3.27, <c>SvcProducerStreamManager</c>).
    /// </summary>
    public static RtpParameters Forwardable(RtpParameters sent) =>
        sent.Encodings is [{ ScalabilityMode: not null } lone]
        && sent.Codecs.Any(codec => SimulcastCodecs.Contains(codec.MimeType, StringComparer.OrdinalIgnoreCase))
            ? sent with { Encodings = [lone with { ScalabilityMode = null }] }
            : sent;
}
