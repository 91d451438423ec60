namespace Signal.Mediasoup;

/// <summary>The transport of an ICE username fragment.</summary>
public sealed record IceUserNameFragment
{
    /// <summary>The local username fragment.</summary>
    public required string LocalIceUsernameFragment { get; init; }

    /// <summary>The id of the transport.</summary>
    public required TransportId WebRtcTransportId { get; init; }
}
