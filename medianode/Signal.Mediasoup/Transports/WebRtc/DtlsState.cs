using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The state of a transport's DTLS.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DtlsState>))]
public enum DtlsState
{
    /// <summary>No handshake yet.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>The handshake is under way.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>Keys and fingerprint are verified; SRTP works.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>The handshake failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Closed by the endpoint, or with the transport.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
