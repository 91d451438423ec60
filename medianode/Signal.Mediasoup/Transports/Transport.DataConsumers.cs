using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    /// <summary>Creates a data consumer, which sends a data producer's messages to the endpoint.</summary>
    /// <exception cref="ArgumentException">The data producer id is missing.</exception>
    /// <exception cref="NotFoundException">The router has no data producer with that id.</exception>
    /// <exception cref="RequestRejectedException">The worker rejected the request, for example because SCTP is not enabled.</exception>
    public async Task<DataConsumer> ConsumeDataAsync(DataConsumerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        if (string.IsNullOrEmpty(options.DataProducerId.Value))
        {
            throw new ArgumentException("The data producer id is missing.", nameof(options));
        }

        var dataProducer = Router.FindDataProducer(options.DataProducerId)
            ?? throw new NotFoundException($"Data producer {options.DataProducerId} not found.");
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

    // The reliability of the data producer, overridden by the options.
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
