using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The state of a transport's SCTP association.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<SctpState>))]
public enum SctpState
{
    /// <summary>No association yet.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>The association is being set up.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>The association is up.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>The association could not be set up.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The association was closed, or its transport was.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
