using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>The codecs that a router can offer, and the selection among them.</summary>
internal static class CodecList
{
    private const int VideoClock = 90_000;

    /// <summary>The default order, when neither node nor room specifies one.</summary>
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

    /// <summary>The supported MIME types.</summary>
    public static IEnumerable<string> Names => All.Select(codec => codec.MimeType);

    /// <summary>Whether a router can be created with this entry of the node's settings.</summary>
    public static bool Knows(string entry) => CodecEntry.Read(entry, All) is not null;

    /// <summary>
    /// Selects the codecs of a room: those of the requested MIME types that the node offers, in the requested order; the node's own list
    /// when the room requests none, or none that the node offers. Audio is always included, since a room without audio would be unexpected.
    /// </summary>
    public static IReadOnlyList<RtpCodecCapability> For(IReadOnlyList<string>? wanted, IReadOnlyList<string> offered)
    {
        RtpCodecCapability[] node = offered.Count == 0
            ? All
            : [.. offered.Select(entry => CodecEntry.Read(entry, All)).OfType<RtpCodecCapability>().Distinct()];
        RtpCodecCapability[] room = [.. (wanted ?? []).SelectMany(name => node.Where(codec => IsNamed(codec, name))).Distinct()];
        if (room.Length == 0)
        {
            return node;
        }

        return room.Any(codec => codec.Kind == MediaKind.Audio) ? room : [.. node.Where(codec => codec.Kind == MediaKind.Audio), .. room];
    }

    private static bool IsNamed(RtpCodecCapability codec, string mimeType) =>
        string.Equals(codec.MimeType, mimeType, StringComparison.OrdinalIgnoreCase);
}
