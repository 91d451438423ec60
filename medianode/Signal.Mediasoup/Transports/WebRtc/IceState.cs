using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The state of a transport's ICE.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceState>))]
public enum IceState
{
    /// <summary>No binding request yet.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>A valid binding request came, and no candidate was nominated.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>A candidate was nominated: packets flow over it.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>The connection was lost; it may come back.</summary>
    [JsonStringEnumMemberName("disconnected")]
    Disconnected,

    /// <summary>The transport was closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
