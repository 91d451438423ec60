using System.Collections.Immutable;
using FBS.Notification;
using FBS.Producer;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class Producer
{
    /// <summary>Dumps the internal state of the producer.</summary>
    public Task<ProducerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.PRODUCER_DUMP,
            Id.Value,
            static response => ProducerReader.Dump(response.BodyAsProducer_DumpResponse()),
            cancellationToken);
    }

    /// <summary>Gets statistics of each received RTP stream.</summary>
    public Task<ImmutableArray<RtpStreamRecvStat>> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.PRODUCER_GET_STATS,
            Id.Value,
            static response => ProducerReader.Stats(response.BodyAsProducer_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Pauses forwarding to all consumers.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.PRODUCER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Resumes forwarding to all consumers.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.PRODUCER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Enables trace events, which <see cref="OnTrace"/> reports. Replaces the types that were enabled before.</summary>
    public Task EnableTraceEventAsync(ImmutableArray<ProducerTraceEventType> types, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        TraceTypes.Validate(types, nameof(types));
        return Channel.RequestAsync(
            Method.PRODUCER_ENABLE_TRACE_EVENT,
            Id.Value,
            FBS.Request.Body.Producer_EnableTraceEventRequest,
            types,
            static (builder, types) => EnableTraceEventRequest.CreateEnableTraceEventRequest(
                builder,
                EnableTraceEventRequest.CreateEventsVector(builder, [.. types.Select(type => (TraceEventType)type)])).Value,
            cancellationToken);
    }

    /// <summary>Sends an RTP packet into the router. Only for a producer on a direct transport.</summary>
    /// <exception cref="ArgumentException">The packet is empty or too large for the channel.</exception>
    /// <exception cref="InvalidStateException">The producer is closed, or not on a direct transport.</exception>
    public void Send(ReadOnlyMemory<byte> rtpPacket)
    {
        ThrowIfClosed();
        if (_transport.Type != TransportType.Direct)
        {
            throw new InvalidStateException("The producer is not on a direct transport.");
        }

        if (rtpPacket.IsEmpty)
        {
            throw new ArgumentException("The packet is empty.", nameof(rtpPacket));
        }

        Channel.Notify(
            Event.PRODUCER_SEND,
            Id.Value,
            FBS.Notification.Body.Producer_SendNotification,
            rtpPacket,
            static (builder, packet) => SendNotification.CreateSendNotification(builder, ByteVector.Write(builder, packet)).Value);
    }
}
