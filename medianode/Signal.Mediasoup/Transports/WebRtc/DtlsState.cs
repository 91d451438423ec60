using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The DTLS state of a transport.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DtlsState>))]
public enum DtlsState
{
    /// <summary>The handshake has not started.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>The handshake is in progress.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>The handshake is complete and the fingerprint verified; SRTP is active.</summary>
    [JsonStringEnumMemberName("connected")]
    Connected,

    /// <summary>The handshake failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The endpoint closed the connection, or the transport was closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
