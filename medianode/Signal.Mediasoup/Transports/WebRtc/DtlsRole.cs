using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The DTLS role.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DtlsRole>))]
public enum DtlsRole
{
    /// <summary>The role is determined by the endpoint.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>DTLS client: starts the handshake.</summary>
    [JsonStringEnumMemberName("client")]
    Client,

    /// <summary>DTLS server: waits for the handshake.</summary>
    [JsonStringEnumMemberName("server")]
    Server,
}
