namespace Signal.Mediasoup;

/// <summary>The fingerprint of a certificate.</summary>
public sealed record DtlsFingerprint
{
    /// <summary>The hash algorithm.</summary>
    public required FingerprintAlgorithm Algorithm { get; init; }

    /// <summary>The hash, in hexadecimal digits separated by colons.</summary>
    public required string Value { get; init; }
}
