using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    /// <summary>Sends a data producer's messages to the endpoint.</summary>
    /// <exception cref="ArgumentException">There is no data producer id.</exception>
    /// <exception cref="NotFoundException">The router has no such data producer.</exception>
    /// <exception cref="RequestRejectedException">The worker refuses, say because SCTP is not enabled.</exception>
    public async Task<DataConsumer> ConsumeDataAsync(DataConsumerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        if (string.IsNullOrEmpty(options.DataProducerId.Value))
        {
            throw new ArgumentException("There is no data producer id.", nameof(options));
        }

        var dataProducer = Router.FindDataProducer(options.DataProducerId)
            ?? throw new NotFoundException($"There is no data producer {options.DataProducerId}.");
        var type = Type == TransportType.Direct ? DataConsumerType.Direct : DataConsumerType.Sctp;
        var stream = type == DataConsumerType.Sctp ? StreamFor(dataProducer, options) : null;
        if (stream is null && (options.Ordered is not null || options.MaxPacketLifeTime is not null || options.MaxRetransmits is not null))
        {
            LogSctpIgnored(Channel.Logger);
        }

        DataConsumer dataConsumer;
        try
        {
            dataConsumer = await Channel.RequestAsync(
                Method.TRANSPORT_CONSUME_DATA,
                Id.Value,
                Body.Transport_ConsumeDataRequest,
                (Transport: this, Id: DataConsumerId.New(), Producer: dataProducer, Type: type, Stream: stream, Options: options),
                static (builder, create) => ConsumeDataRequest.CreateConsumeDataRequest(
                    builder,
                    builder.CreateString(create.Id.Value),
                    builder.CreateString(create.Producer.Id.Value),
                    (FBS.DataConsumer.Type)create.Type,
                    SctpFbs.Write(builder, create.Stream),
                    builder.CreateString(create.Producer.Label),
                    builder.CreateString(create.Producer.Protocol),
                    create.Options.Paused,
                    ConsumeDataRequest.CreateSubchannelsVector(
                        builder, create.Options.Subchannels.IsDefault ? [] : [.. create.Options.Subchannels])).Value,
                static (response, create) => create.Transport.Adopt(new DataConsumer(
                    create.Transport, DataConsumerReader.Dump(response.BodyAsDataConsumer_DumpResponse()), create.Options)),
                cancellationToken);
        }
        catch (RequestRejectedException)
        {
            Release(stream);
            throw;
        }

        ThrowIfNotAdopted(dataConsumer);
        BaseObserver.NewDataConsumer(dataConsumer);
        return dataConsumer;
    }

    // The reliability of the data producer, and what is asked for on top of it.
    private SctpStreamParameters StreamFor(DataProducer dataProducer, DataConsumerOptions options)
    {
        var stream = (dataProducer.SctpStreamParameters ?? new SctpStreamParameters { StreamId = 0, Ordered = true }) with
        {
            StreamId = TakeStreamId(),
        };
        if (options.Ordered is { } ordered)
        {
            stream = ordered
                ? stream with { Ordered = true, MaxPacketLifeTime = null, MaxRetransmits = null }
                : stream with { Ordered = false };
        }

        if (options.Ordered is not true)
        {
            if (options.MaxPacketLifeTime is { } lifeTime)
            {
                stream = stream with { Ordered = false, MaxPacketLifeTime = lifeTime };
            }

            if (options.MaxRetransmits is { } retransmits)
            {
                stream = stream with { Ordered = false, MaxRetransmits = retransmits };
            }
        }

        return stream;
    }

    private DataConsumer Adopt(DataConsumer dataConsumer)
    {
        if (!_dataConsumers.Add(dataConsumer))
        {
            dataConsumer.TransportClosed();
        }

        return dataConsumer;
    }
}
