using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The direction of an RTP header extension, from the router's point of view.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<RtpHeaderExtensionDirection>))]
public enum RtpHeaderExtensionDirection
{
    /// <summary>Sent and received; <c>sendrecv</c> on the wire.</summary>
    [JsonStringEnumMemberName("sendrecv")]
    SendRecv,

    /// <summary>Sent but not received; <c>sendonly</c> on the wire.</summary>
    [JsonStringEnumMemberName("sendonly")]
    SendOnly,

    /// <summary>Received but not sent; <c>recvonly</c> on the wire.</summary>
    [JsonStringEnumMemberName("recvonly")]
    RecvOnly,

    /// <summary>Neither; <c>inactive</c> on the wire.</summary>
    [JsonStringEnumMemberName("inactive")]
    Inactive,
}
