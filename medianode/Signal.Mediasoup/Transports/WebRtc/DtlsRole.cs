using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Who begins the DTLS handshake.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DtlsRole>))]
public enum DtlsRole
{
    /// <summary>The router finds out from the endpoint.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>The side that begins.</summary>
    [JsonStringEnumMemberName("client")]
    Client,

    /// <summary>The side that waits.</summary>
    [JsonStringEnumMemberName("server")]
    Server,
}
