using FBS.Request;
using FBS.Transport;
using Microsoft.Extensions.Logging;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    /// <summary>Creates a data producer, with which the endpoint sends messages.</summary>
    /// <exception cref="ArgumentException">The SCTP stream parameters are missing or invalid, or the id is in use.</exception>
    /// <exception cref="RequestRejectedException">The worker rejected the request, for example because SCTP is not enabled.</exception>
    public async Task<DataProducer> ProduceDataAsync(DataProducerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DataProducerOptions();
        ThrowIfClosed();
        if (options.Id is { } given && (string.IsNullOrEmpty(given.Value) || Router.FindDataProducer(given) is not null))
        {
            throw new ArgumentException($"The data producer id '{given}' is empty or in use.", nameof(options));
        }

        var type = Type == TransportType.Direct ? DataProducerType.Direct : DataProducerType.Sctp;
        SctpStreamParameters? stream = null;
        if (type == DataProducerType.Sctp)
        {
            ArgumentNullException.ThrowIfNull(options.SctpStreamParameters, "sctpStreamParameters");
            stream = SctpValidation.Normalize(options.SctpStreamParameters);
        }
        else if (options.SctpStreamParameters is not null)
        {
            LogSctpIgnored(Channel.Logger);
        }

        var dataProducer = await Channel.RequestAsync(
            Method.TRANSPORT_PRODUCE_DATA,
            Id.Value,
            Body.Transport_ProduceDataRequest,
            (Transport: this, Id: options.Id ?? DataProducerId.New(), Type: type, Stream: stream, Options: options),
            static (builder, create) => ProduceDataRequest.CreateProduceDataRequest(
                builder,
                builder.CreateString(create.Id.Value),
                (FBS.DataProducer.Type)create.Type,
                SctpFbs.Write(builder, create.Stream),
                builder.CreateString(create.Options.Label),
                builder.CreateString(create.Options.Protocol),
                create.Options.Paused).Value,
            static (response, create) => create.Transport.Adopt(new DataProducer(
                create.Transport, DataProducerReader.Dump(response.BodyAsDataProducer_DumpResponse()), create.Options)),
            cancellationToken);
        ThrowIfNotAdopted(dataProducer);
        BaseObserver.NewDataProducer(dataProducer);
        return dataProducer;
    }

    private DataProducer Adopt(DataProducer dataProducer)
    {
        if (!_dataProducers.Add(dataProducer))
        {
            dataProducer.TransportClosed();
            return dataProducer;
        }

        Router.Add(dataProducer);
        return dataProducer;
    }

    [LoggerMessage(EventId = EventIds.SctpIgnored, Level = LogLevel.Warning, Message = "SCTP stream parameters are ignored on a direct transport")]
    private static partial void LogSctpIgnored(ILogger logger);
}
