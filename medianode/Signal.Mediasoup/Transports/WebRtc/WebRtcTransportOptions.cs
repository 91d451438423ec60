using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>How to create a WebRTC transport. One of <see cref="WebRtcServer"/> and <see cref="ListenInfos"/> must be given.</summary>
public sealed record WebRtcTransportOptions : SctpTransportOptions
{
    /// <summary>The server whose sockets to use.</summary>
    public WebRtcServer? WebRtcServer { get; init; }

    /// <summary>Where to listen, in order of preference, without a server.</summary>
    public ImmutableArray<TransportListenInfo> ListenInfos { get; init; } = [];

    /// <summary>Whether to listen on UDP.</summary>
    public bool EnableUdp { get; init; } = true;

    /// <summary>Whether to listen on TCP. Without a value: yes with a server, else no.</summary>
    public bool? EnableTcp { get; init; }

    /// <summary>Whether UDP candidates get the higher priority.</summary>
    public bool PreferUdp { get; init; }

    /// <summary>Whether TCP candidates get the higher priority.</summary>
    public bool PreferTcp { get; init; }

    /// <summary>After how many seconds without ICE consent the transport is disconnected; 0 for never.</summary>
    public byte IceConsentTimeout { get; init; } = 30;

    /// <summary>The first guess of the bitrate towards the endpoint, in bits per second.</summary>
    public uint InitialAvailableOutgoingBitrate { get; init; } = 600000;

    /// <summary>Gets the new transport before any of its events is raised: the place to add handlers.</summary>
    public Action<WebRtcTransport>? OnCreated { get; init; }
}
