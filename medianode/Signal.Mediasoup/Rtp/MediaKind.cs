using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The kind of media.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<MediaKind>))]
public enum MediaKind
{
    /// <summary>Audio; <c>audio</c> on the wire.</summary>
    [JsonStringEnumMemberName("audio")]
    Audio,

    /// <summary>Video; <c>video</c> on the wire.</summary>
    [JsonStringEnumMemberName("video")]
    Video,
}
