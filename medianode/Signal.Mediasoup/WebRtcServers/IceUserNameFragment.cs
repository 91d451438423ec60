namespace Signal.Mediasoup;

/// <summary>Which transport an ICE user name fragment belongs to.</summary>
public sealed record IceUserNameFragment
{
    /// <summary>The local user name fragment.</summary>
    public required string LocalIceUsernameFragment { get; init; }

    /// <summary>The transport.</summary>
    public required TransportId WebRtcTransportId { get; init; }
}
