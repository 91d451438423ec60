using FBS.DataProducer;
using FBS.Notification;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class DataProducer
{
    /// <summary>Dumps the internal state of the data producer.</summary>
    public Task<DataProducerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATAPRODUCER_DUMP,
            Id.Value,
            static response => DataProducerReader.Dump(response.BodyAsDataProducer_DumpResponse()),
            cancellationToken);
    }

    /// <summary>Gets statistics of the data producer.</summary>
    public Task<DataProducerStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATAPRODUCER_GET_STATS,
            Id.Value,
            static response => DataProducerReader.Stat(response.BodyAsDataProducer_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Pauses forwarding to all consumers.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.DATAPRODUCER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Resumes forwarding to all consumers.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.DATAPRODUCER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Sends a text message. Only for a data producer on a direct transport.</summary>
    /// <param name="message">The text.</param>
    /// <param name="options">The recipients and the payload protocol id.</param>
    public void Send(string message, DataSendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        Send(DataPayload.Of(message, options?.PayloadProtocolId), options);
    }

    /// <summary>Sends a binary message. Only for a data producer on a direct transport.</summary>
    /// <param name="message">The bytes.</param>
    /// <param name="options">The recipients and the payload protocol id.</param>
    public void Send(ReadOnlyMemory<byte> message, DataSendOptions? options = null) =>
        Send(DataPayload.Of(message, options?.PayloadProtocolId), options);

    private void Send(DataPayload payload, DataSendOptions? options)
    {
        ThrowIfClosed();
        if (Type != DataProducerType.Direct)
        {
            throw new InvalidStateException("The data producer is not on a direct transport.");
        }

        Channel.Notify(
            Event.DATAPRODUCER_SEND,
            Id.Value,
            FBS.Notification.Body.DataProducer_SendNotification,
            (Payload: payload, Options: options),
            static (builder, send) => SendNotification.CreateSendNotification(
                builder,
                send.Payload.ProtocolId,
                ByteVector.Write(builder, send.Payload.Bytes),
                send.Options is { Subchannels: { IsDefaultOrEmpty: false } subchannels }
                    ? SendNotification.CreateSubchannelsVector(builder, [.. subchannels])
                    : default,
                send.Options?.RequiredSubchannel,
                send.Options?.IgnoredSubchannel).Value);
    }
}
