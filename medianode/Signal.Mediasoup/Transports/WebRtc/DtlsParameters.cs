using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The DTLS parameters of one side.</summary>
public sealed record DtlsParameters
{
    /// <summary>The DTLS role of that side.</summary>
    public DtlsRole Role { get; init; } = DtlsRole.Auto;

    /// <summary>The fingerprints of its certificate.</summary>
    public required ImmutableArray<DtlsFingerprint> Fingerprints { get; init; }
}
