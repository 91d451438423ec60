namespace Signal.Mediasoup;

/// <summary>The ids of the header extensions that a transport reads from received packets.</summary>
public sealed record RecvRtpHeaderExtensions
{
    /// <summary>MID.</summary>
    public byte? Mid { get; init; }

    /// <summary>RTP stream id.</summary>
    public byte? Rid { get; init; }

    /// <summary>Repaired RTP stream id.</summary>
    public byte? Rrid { get; init; }

    /// <summary>Absolute send time.</summary>
    public byte? AbsSendTime { get; init; }

    /// <summary>Transport-wide sequence number.</summary>
    public byte? TransportWideCc01 { get; init; }
}
