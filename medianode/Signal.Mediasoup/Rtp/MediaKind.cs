using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What a producer, a consumer or a codec carries.</summary>
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
