using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The ICE state of a transport.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceState>))]
public enum IceState
{
    /// <summary>No binding request was received.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>A valid binding request was received, but no candidate is nominated.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>A candidate is nominated and packets can be sent.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>The connection was lost; it can be restored.</summary>
    [JsonStringEnumMemberName("disconnected")]
    Disconnected,

    /// <summary>The transport was closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
