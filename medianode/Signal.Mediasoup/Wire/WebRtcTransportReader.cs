namespace Signal.Mediasoup.Wire;

/// <summary>Reads the data that is specific to a WebRTC transport.</summary>
internal static class WebRtcTransportReader
{
    public static IceParameters Ice(FBS.WebRtcTransport.IceParameters ice) => new()
    {
        UsernameFragment = ice.UsernameFragment,
        Password = ice.Password,
        IceLite = ice.IceLite,
    };

    public static IceParameters Restarted(FBS.Transport.RestartIceResponse ice) => new()
    {
        UsernameFragment = ice.UsernameFragment,
        Password = ice.Password,
        IceLite = ice.IceLite,
    };

    public static IceCandidate Candidate(FBS.WebRtcTransport.IceCandidate candidate) => new()
    {
        Foundation = candidate.Foundation,
        Priority = candidate.Priority,
        Address = candidate.Address,
        Protocol = TransportReader.Protocol(candidate.Protocol),
        Port = candidate.Port,
        Type = (IceCandidateType)candidate.Type,
        TcpType = (IceCandidateTcpType?)(int?)candidate.TcpType,
    };

    public static DtlsParameters Dtls(FBS.WebRtcTransport.DtlsParameters dtls) => new()
    {
        Role = (DtlsRole)dtls.Role,
        Fingerprints = Vectors.Read(dtls, dtls.FingerprintsLength, static (d, i) => Fingerprint(d.Fingerprints(i)!.Value)),
    };

    private static DtlsFingerprint Fingerprint(FBS.WebRtcTransport.Fingerprint fingerprint) => new()
    {
        Algorithm = (FingerprintAlgorithm)fingerprint.Algorithm,
        Value = fingerprint.GetValueBytes() is { } value ? CertificateTexts.Get(value) : string.Empty,
    };
}
