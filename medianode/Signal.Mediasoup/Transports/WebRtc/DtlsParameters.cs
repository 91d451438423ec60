using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>One side of a DTLS handshake.</summary>
public sealed record DtlsParameters
{
    /// <summary>The role of that side.</summary>
    public DtlsRole Role { get; init; } = DtlsRole.Auto;

    /// <summary>Fingerprints of its certificate.</summary>
    public required ImmutableArray<DtlsFingerprint> Fingerprints { get; init; }
}
