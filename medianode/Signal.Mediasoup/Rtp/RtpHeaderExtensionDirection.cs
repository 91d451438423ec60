using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>In which direction the router handles an RTP header extension, seen from the router.</summary>
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
