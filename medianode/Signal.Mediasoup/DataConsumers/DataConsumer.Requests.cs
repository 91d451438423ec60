using FBS.DataConsumer;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class DataConsumer
{
    /// <summary>Dumps the internal state of the data consumer.</summary>
    public Task<DataConsumerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATACONSUMER_DUMP,
            Id.Value,
            static response => DataConsumerReader.Dump(response.BodyAsDataConsumer_DumpResponse()),
            cancellationToken);
    }

    /// <summary>Gets statistics of the data consumer.</summary>
    public Task<DataConsumerStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATACONSUMER_GET_STATS,
            Id.Value,
            static response => DataConsumerReader.Stat(response.BodyAsDataConsumer_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Pauses the data consumer: no messages are delivered.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.DATACONSUMER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Resumes the data consumer.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.DATACONSUMER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Sets the number of buffered bytes at or below which <see cref="OnBufferedAmountLow"/> is raised. SCTP only.</summary>
    public Task SetBufferedAmountLowThresholdAsync(uint threshold, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATACONSUMER_SET_BUFFERED_AMOUNT_LOW_THRESHOLD,
            Id.Value,
            Body.DataConsumer_SetBufferedAmountLowThresholdRequest,
            threshold,
            static (builder, threshold) =>
                SetBufferedAmountLowThresholdRequest.CreateSetBufferedAmountLowThresholdRequest(builder, threshold).Value,
            cancellationToken);
    }

    /// <summary>Returns the number of bytes that wait to be sent. SCTP only.</summary>
    public Task<uint> GetBufferedAmountAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATACONSUMER_GET_BUFFERED_AMOUNT,
            Id.Value,
            static response => response.BodyAsDataConsumer_GetBufferedAmountResponse().BufferedAmount,
            cancellationToken);
    }

    /// <summary>Sends a text message to the endpoint, independent of the data producer. SCTP only.</summary>
    /// <returns>The number of bytes that then wait to be sent.</returns>
    public Task<uint> SendAsync(string message, uint? payloadProtocolId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync(DataPayload.Of(message, payloadProtocolId), cancellationToken);
    }

    /// <summary>Sends a binary message to the endpoint, independent of the data producer. SCTP only.</summary>
    /// <returns>The number of bytes that then wait to be sent.</returns>
    public Task<uint> SendAsync(
        ReadOnlyMemory<byte> message, uint? payloadProtocolId = null, CancellationToken cancellationToken = default) =>
        SendAsync(DataPayload.Of(message, payloadProtocolId), cancellationToken);

    private Task<uint> SendAsync(DataPayload payload, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.DATACONSUMER_SEND,
            Id.Value,
            Body.DataConsumer_SendRequest,
            payload,
            static (builder, payload) =>
                SendRequest.CreateSendRequest(builder, payload.ProtocolId, ByteVector.Write(builder, payload.Bytes)).Value,
            static (response, _) => response.BodyAsDataConsumer_SendResponse().BufferedAmount,
            cancellationToken);
    }
}
