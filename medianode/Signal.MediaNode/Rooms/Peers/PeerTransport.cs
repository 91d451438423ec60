using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>A WebRTC transport of a peer.</summary>
internal sealed class PeerTransport(WebRtcTransport transport, RoomMedia media, bool consuming)
{
    public WebRtcTransport Transport => transport;

    /// <summary>The router of the transport.</summary>
    public RoomMedia Media => media;

    /// <summary>Whether it was created for receiving.</summary>
    public bool Consuming => consuming;

    /// <summary>Whether the client has provided its DTLS parameters.</summary>
    public bool Connected { get; set; }
}
