using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The inside of a WebRTC transport.</summary>
public sealed record WebRtcTransportDump : TransportDump
{
    /// <summary>The ICE role.</summary>
    public required IceRole IceRole { get; init; }

    /// <summary>The ICE credentials.</summary>
    public required IceParameters IceParameters { get; init; }

    /// <summary>The candidates.</summary>
    public required ImmutableArray<IceCandidate> IceCandidates { get; init; }

    /// <summary>The state of ICE.</summary>
    public required IceState IceState { get; init; }

    /// <summary>The nominated pair, if there is one.</summary>
    public TransportTuple? IceSelectedTuple { get; init; }

    /// <summary>The local DTLS parameters.</summary>
    public required DtlsParameters DtlsParameters { get; init; }

    /// <summary>The state of DTLS.</summary>
    public required DtlsState DtlsState { get; init; }
}
