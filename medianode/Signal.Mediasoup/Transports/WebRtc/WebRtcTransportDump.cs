using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>The internal state of a WebRTC transport.</summary>
public sealed record WebRtcTransportDump : TransportDump
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public WebRtcTransportDump()
    {
    }

    [SetsRequiredMembers]
    internal WebRtcTransportDump(FBS.WebRtcTransport.DumpResponse dump)
        : base(dump.Base!.Value)
    {
        IceRole = (IceRole)dump.IceRole;
        IceParameters = WebRtcTransportReader.Ice(dump.IceParameters!.Value);
        IceCandidates = Vectors.Read(
            dump, dump.IceCandidatesLength, static (d, i) => WebRtcTransportReader.Candidate(d.IceCandidates(i)!.Value));
        IceState = (IceState)dump.IceState;
        IceSelectedTuple = TransportReader.Tuple(dump.IceSelectedTuple);
        DtlsParameters = WebRtcTransportReader.Dtls(dump.DtlsParameters!.Value);
        DtlsState = (DtlsState)dump.DtlsState;
    }

    /// <summary>The ICE role.</summary>
    public required IceRole IceRole { get; init; }

    /// <summary>The ICE parameters.</summary>
    public required IceParameters IceParameters { get; init; }

    /// <summary>The ICE candidates.</summary>
    public required ImmutableArray<IceCandidate> IceCandidates { get; init; }

    /// <summary>The ICE state.</summary>
    public required IceState IceState { get; init; }

    /// <summary>The nominated address pair; null before nomination.</summary>
    public TransportTuple? IceSelectedTuple { get; init; }

    /// <summary>The local DTLS parameters.</summary>
    public required DtlsParameters DtlsParameters { get; init; }

    /// <summary>The DTLS state.</summary>
    public required DtlsState DtlsState { get; init; }
}
