using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>The codecs that a router may offer, and the choice among them.</summary>
internal static class CodecList
{
    private const int VideoClock = 90_000;

    /// <summary>In the order in which they are offered when nobody prefers another.</summary>
    private static readonly RtpCodecCapability[] All =
    [
        new() { MimeType = "audio/opus", ClockRate = 48_000, Channels = 2 },
        new() { MimeType = "video/VP8", ClockRate = VideoClock, Parameters = [("x-google-start-bitrate", 1000)] },
        new() { MimeType = "video/VP9", ClockRate = VideoClock, Parameters = [("profile-id", 0), ("x-google-start-bitrate", 1000)] },
        new()
        {
            MimeType = "video/H264",
            ClockRate = VideoClock,
            Parameters = [("packetization-mode", 1), ("profile-level-id", "42e01f"), ("level-asymmetry-allowed", 1), ("x-google-start-bitrate", 1000)],
        },
        new() { MimeType = "video/AV1", ClockRate = VideoClock },
    ];

    /// <summary>The MIME types.</summary>
    public static IEnumerable<string> Names => All.Select(codec => codec.MimeType);

    /// <summary>Is there a codec of this MIME type?</summary>
    public static bool Knows(string mimeType) => All.Any(codec => IsNamed(codec, mimeType));

    /// <summary>
    /// The codecs of a room: those it asks for, in its order, as far as the node offers them; the node's own list when it asks for
    /// nothing, or for nothing that the node has. Audio is always there, since a room without it would be a surprise.
    /// </summary>
    public static IReadOnlyList<RtpCodecCapability> For(IReadOnlyList<string>? wanted, IReadOnlyList<string> offered)
    {
        var node = offered.Count == 0 ? All : Pick(offered, All);
        var room = wanted is null ? [] : Pick(wanted, node);
        if (room.Length == 0)
        {
            return node;
        }

        return room.Any(codec => codec.Kind == MediaKind.Audio) ? room : [.. node.Where(codec => codec.Kind == MediaKind.Audio), .. room];
    }

    private static RtpCodecCapability[] Pick(IReadOnlyList<string> names, RtpCodecCapability[] from) =>
        [.. names.Select(name => from.FirstOrDefault(codec => IsNamed(codec, name))).OfType<RtpCodecCapability>().Distinct()];

    private static bool IsNamed(RtpCodecCapability codec, string mimeType) =>
        string.Equals(codec.MimeType, mimeType, StringComparison.OrdinalIgnoreCase);
}
