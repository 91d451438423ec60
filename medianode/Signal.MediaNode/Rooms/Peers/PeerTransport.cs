using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>One WebRTC transport of a peer.</summary>
internal sealed class PeerTransport(WebRtcTransport transport, RoomMedia media, bool consuming)
{
    public WebRtcTransport Transport => transport;

    /// <summary>The router that it belongs to.</summary>
    public RoomMedia Media => media;

    /// <summary>Was it made to receive?</summary>
    public bool Consuming => consuming;

    /// <summary>Has the client given its DTLS parameters?</summary>
    public bool Connected { get; set; }
}
