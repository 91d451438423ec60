using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a transport. Sizes are in bytes, bitrates in bits per second.</summary>
[JsonDerivedType(typeof(WebRtcTransportStat))]
[JsonDerivedType(typeof(PlainTransportStat))]
[JsonDerivedType(typeof(PipeTransportStat))]
[JsonDerivedType(typeof(DirectTransportStat))]
public abstract record TransportStat
{
    private protected TransportStat()
    {
    }

    [SetsRequiredMembers]
    private protected TransportStat(FBS.Transport.Stats stat)
    {
        TransportId = TransportId.From(stat.TransportId);
        Timestamp = (long)stat.Timestamp;
        SctpState = TransportReader.State(stat.SctpState);
        BytesReceived = (long)stat.BytesReceived;
        RecvBitrate = (long)stat.RecvBitrate;
        BytesSent = (long)stat.BytesSent;
        SendBitrate = (long)stat.SendBitrate;
        RtpBytesReceived = (long)stat.RtpBytesReceived;
        RtpRecvBitrate = (long)stat.RtpRecvBitrate;
        RtpBytesSent = (long)stat.RtpBytesSent;
        RtpSendBitrate = (long)stat.RtpSendBitrate;
        RtxBytesReceived = (long)stat.RtxBytesReceived;
        RtxRecvBitrate = (long)stat.RtxRecvBitrate;
        RtxBytesSent = (long)stat.RtxBytesSent;
        RtxSendBitrate = (long)stat.RtxSendBitrate;
        ProbationBytesSent = (long)stat.ProbationBytesSent;
        ProbationSendBitrate = (long)stat.ProbationSendBitrate;
        AvailableOutgoingBitrate = (long?)stat.AvailableOutgoingBitrate;
        AvailableIncomingBitrate = (long?)stat.AvailableIncomingBitrate;
        MaxIncomingBitrate = (long?)stat.MaxIncomingBitrate;
        MaxOutgoingBitrate = (long?)stat.MaxOutgoingBitrate;
        MinOutgoingBitrate = (long?)stat.MinOutgoingBitrate;
        RtpPacketLossReceived = stat.RtpPacketLossReceived;
        RtpPacketLossSent = stat.RtpPacketLossSent;
    }

    /// <summary>The type of statistics.</summary>
    public abstract string Type { get; }

    /// <summary>The transport's id.</summary>
    public required TransportId TransportId { get; init; }

    /// <summary>The timestamp of the statistics, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The state of the SCTP association.</summary>
    public SctpState? SctpState { get; init; }

    /// <summary>Bytes received.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>Bitrate received.</summary>
    public required long RecvBitrate { get; init; }

    /// <summary>Bytes sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bitrate sent.</summary>
    public required long SendBitrate { get; init; }

    /// <summary>RTP bytes received.</summary>
    public required long RtpBytesReceived { get; init; }

    /// <summary>RTP bitrate received.</summary>
    public required long RtpRecvBitrate { get; init; }

    /// <summary>RTP bytes sent.</summary>
    public required long RtpBytesSent { get; init; }

    /// <summary>RTP bitrate sent.</summary>
    public required long RtpSendBitrate { get; init; }

    /// <summary>RTX bytes received.</summary>
    public required long RtxBytesReceived { get; init; }

    /// <summary>RTX bitrate received.</summary>
    public required long RtxRecvBitrate { get; init; }

    /// <summary>RTX bytes sent.</summary>
    public required long RtxBytesSent { get; init; }

    /// <summary>RTX bitrate sent.</summary>
    public required long RtxSendBitrate { get; init; }

    /// <summary>Probation bytes sent.</summary>
    public required long ProbationBytesSent { get; init; }

    /// <summary>Probation bitrate sent.</summary>
    public required long ProbationSendBitrate { get; init; }

    /// <summary>The estimated bitrate towards the endpoint; null if not estimated.</summary>
    public long? AvailableOutgoingBitrate { get; init; }

    /// <summary>The estimated bitrate from the endpoint; null if not estimated.</summary>
    public long? AvailableIncomingBitrate { get; init; }

    /// <summary>The maximum incoming bitrate, if set.</summary>
    public long? MaxIncomingBitrate { get; init; }

    /// <summary>The maximum outgoing bitrate, if set.</summary>
    public long? MaxOutgoingBitrate { get; init; }

    /// <summary>The minimum outgoing bitrate, if set.</summary>
    public long? MinOutgoingBitrate { get; init; }

    /// <summary>The fraction of received packets that were lost, from 0 to 1.</summary>
    public double? RtpPacketLossReceived { get; init; }

    /// <summary>The fraction of sent packets that were lost, from 0 to 1.</summary>
    public double? RtpPacketLossSent { get; init; }
}
