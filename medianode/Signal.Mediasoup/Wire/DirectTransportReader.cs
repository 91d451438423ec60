using FBS.DirectTransport;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the dump and the statistics of a direct transport.</summary>
internal static class DirectTransportReader
{
    public static DirectTransportDump Dump(DumpResponse dump)
    {
        var b = dump.Base!.Value;
        return new DirectTransportDump
        {
            Id = TransportId.From(b.Id),
            ProducerIds = Vectors.Read(b, b.ProducerIdsLength, static (d, i) => ProducerId.From(d.ProducerIds(i))),
            ConsumerIds = Vectors.Read(b, b.ConsumerIdsLength, static (d, i) => ConsumerId.From(d.ConsumerIds(i))),
            MapSsrcConsumerId = Vectors.Read(b, b.MapSsrcConsumerIdLength, static (d, i) => Vectors.Numbered<ConsumerId>(d.MapSsrcConsumerId(i)!.Value)),
            MapRtxSsrcConsumerId = Vectors.Read(b, b.MapRtxSsrcConsumerIdLength, static (d, i) => Vectors.Numbered<ConsumerId>(d.MapRtxSsrcConsumerId(i)!.Value)),
            DataProducerIds = Vectors.Read(b, b.DataProducerIdsLength, static (d, i) => DataProducerId.From(d.DataProducerIds(i))),
            DataConsumerIds = Vectors.Read(b, b.DataConsumerIdsLength, static (d, i) => DataConsumerId.From(d.DataConsumerIds(i))),
            RecvRtpHeaderExtensions = TransportDumpReader.Extensions(b.RecvRtpHeaderExtensions!.Value),
            RtpListener = TransportDumpReader.Listener(b.RtpListener!.Value),
            MaxSendMessageSize = b.MaxSendMessageSize,
            MaxReceiveMessageSize = b.MaxReceiveMessageSize,
            SctpParameters = TransportReader.Sctp(b.SctpParameters),
            SctpState = TransportReader.State(b.SctpState),
            SctpNegotiatedCapabilities = TransportReader.Negotiated(b.SctpNegotiatedCapabilities),
            SctpListener = TransportDumpReader.Listener(b.SctpListener),
            TraceEventTypes = Vectors.Read(b, b.TraceEventTypesLength, static (d, i) => (TransportTraceEventType)d.TraceEventTypes(i)),
        };
    }

    public static DirectTransportStat Stat(GetStatsResponse stat)
    {
        var b = stat.Base!.Value;
        return new DirectTransportStat
        {
            TransportId = TransportId.From(b.TransportId),
            Timestamp = (long)b.Timestamp,
            SctpState = TransportReader.State(b.SctpState),
            BytesReceived = (long)b.BytesReceived,
            RecvBitrate = (long)b.RecvBitrate,
            BytesSent = (long)b.BytesSent,
            SendBitrate = (long)b.SendBitrate,
            RtpBytesReceived = (long)b.RtpBytesReceived,
            RtpRecvBitrate = (long)b.RtpRecvBitrate,
            RtpBytesSent = (long)b.RtpBytesSent,
            RtpSendBitrate = (long)b.RtpSendBitrate,
            RtxBytesReceived = (long)b.RtxBytesReceived,
            RtxRecvBitrate = (long)b.RtxRecvBitrate,
            RtxBytesSent = (long)b.RtxBytesSent,
            RtxSendBitrate = (long)b.RtxSendBitrate,
            ProbationBytesSent = (long)b.ProbationBytesSent,
            ProbationSendBitrate = (long)b.ProbationSendBitrate,
            AvailableOutgoingBitrate = (long?)b.AvailableOutgoingBitrate,
            AvailableIncomingBitrate = (long?)b.AvailableIncomingBitrate,
            MaxIncomingBitrate = (long?)b.MaxIncomingBitrate,
            MaxOutgoingBitrate = (long?)b.MaxOutgoingBitrate,
            MinOutgoingBitrate = (long?)b.MinOutgoingBitrate,
            RtpPacketLossReceived = b.RtpPacketLossReceived,
            RtpPacketLossSent = b.RtpPacketLossSent,
        };
    }
}
