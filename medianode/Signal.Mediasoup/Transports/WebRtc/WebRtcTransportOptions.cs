using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>Options for creating a WebRTC transport. Either <see cref="WebRtcServer"/> or <see cref="ListenInfos"/> must be set.</summary>
public sealed record WebRtcTransportOptions : SctpTransportOptions
{
    /// <summary>The WebRTC server whose sockets are used.</summary>
    public WebRtcServer? WebRtcServer { get; init; }

    /// <summary>The addresses and ports to listen on, in order of preference, if no WebRTC server is used.</summary>
    public ImmutableArray<TransportListenInfo> ListenInfos { get; init; } = [];

    /// <summary>Whether to listen on UDP.</summary>
    public bool EnableUdp { get; init; } = true;

    /// <summary>Whether to listen on TCP. Null: true with a WebRTC server, otherwise false.</summary>
    public bool? EnableTcp { get; init; }

    /// <summary>Whether UDP candidates have the higher priority.</summary>
    public bool PreferUdp { get; init; }

    /// <summary>Whether TCP candidates have the higher priority.</summary>
    public bool PreferTcp { get; init; }

    /// <summary>The time in seconds without ICE consent after which the transport is disconnected; 0: never.</summary>
    public byte IceConsentTimeout { get; init; } = 30;

    /// <summary>The initial available outgoing bitrate, in bits per second.</summary>
    public uint InitialAvailableOutgoingBitrate { get; init; } = 600000;

    /// <summary>Called with the new transport before its first event is raised. Handlers added here miss no event.</summary>
    public Action<WebRtcTransport>? OnCreated { get; init; }
}
