using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>The attributes of media metrics; each has a fixed set of values.</summary>
internal static class MediaTags
{
    /// <summary>Media that the node receives: its producers.</summary>
    public static readonly KeyValuePair<string, object?> Inbound = new("direction", "inbound");

    /// <summary>Media that the node sends: its consumers.</summary>
    public static readonly KeyValuePair<string, object?> Outbound = new("direction", "outbound");

    private static readonly KeyValuePair<string, object?> Audio = new("kind", "audio");

    private static readonly KeyValuePair<string, object?> Video = new("kind", "video");

    /// <summary>Returns the attribute of a kind.</summary>
    public static KeyValuePair<string, object?> Of(MediaKind kind) => kind == MediaKind.Audio ? Audio : Video;
}
