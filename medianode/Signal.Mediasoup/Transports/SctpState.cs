using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The state of a transport's SCTP association.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<SctpState>))]
public enum SctpState
{
    /// <summary>The association has not been started.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>The association is being established.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>The association is established.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>The association could not be established.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The association or its transport was closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
