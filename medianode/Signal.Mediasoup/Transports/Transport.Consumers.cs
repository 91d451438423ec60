using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;
using Layers = FBS.Consumer.ConsumerLayers;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    private const int MaxMid = 100_000_000;

    private int _nextMid = -1;

    /// <summary>Creates a consumer, which sends a producer's audio or video to the endpoint.</summary>
    /// <exception cref="ArgumentException">The RTP capabilities or the MID are invalid.</exception>
    /// <exception cref="NotFoundException">The router has no producer with that id.</exception>
    /// <exception cref="UnsupportedException">The endpoint supports none of the producer's codecs.</exception>
    public virtual Task<Consumer> ConsumeAsync(ConsumerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        if (options.Mid is { Length: 0 })
        {
            throw new ArgumentException("The MID is empty.", nameof(options));
        }

        var producer = FindProducer(options.ProducerId);
        var parameters = ConsumerNegotiation.GetRtpParameters(
            producer.Consumable, options.RtpCapabilities, options.EnableRtx ?? producer.Kind == MediaKind.Video, options.Pipe);
        if (!options.Pipe)
        {
            parameters = parameters with { Mid = options.Mid ?? NextMid() };
        }

        var type = options.Pipe ? ConsumerType.Pipe : (ConsumerType)producer.Type;
        return ConsumeAsync(new NewConsumer(this, ConsumerId.New(), producer, parameters, type, options), cancellationToken);
    }

    private protected Producer FindProducer(ProducerId id)
    {
        if (string.IsNullOrEmpty(id.Value))
        {
            throw new ArgumentException("The producer id is missing.", nameof(id));
        }

        return Router.FindProducer(id) ?? throw new NotFoundException($"Producer {id} not found.");
    }

    private protected async Task<Consumer> ConsumeAsync(NewConsumer create, CancellationToken cancellationToken)
    {
        var consumer = await Channel.RequestAsync(
            Method.TRANSPORT_CONSUME,
            Id.Value,
            Body.Transport_ConsumeRequest,
            create,
            static (builder, create) => ConsumeRequest.CreateConsumeRequest(
                builder,
                builder.CreateString(create.Id.Value),
                builder.CreateString(create.Producer.Id.Value),
                create.Producer.Kind.ToFbs(),
                RtpParametersFbs.Write(builder, create.RtpParameters),
                (FBS.RtpParameters.Type)create.Type,
                RtpEncodingParametersFbs.Write(builder, create.Producer.Consumable.Parameters.Encodings),
                create.Options.Paused,
                create.Options.PreferredLayers is { } layers
                    ? Layers.CreateConsumerLayers(builder, layers.SpatialLayer, layers.TemporalLayer)
                    : default,
                create.Options.IgnoreDtx).Value,
            static (response, create) => create.Transport.Adopt(
                new Consumer(create, ConsumerReader.Created(response.BodyAsTransport_ConsumeResponse()))),
            cancellationToken);
        ThrowIfNotAdopted(consumer);
        BaseObserver.NewConsumer(consumer);
        return consumer;
    }

    private string NextMid() =>
        ((int)((uint)Interlocked.Increment(ref _nextMid) % MaxMid)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Consumer Adopt(Consumer consumer)
    {
        if (!_consumers.Add(consumer))
        {
            consumer.TransportClosed();
        }

        return consumer;
    }
}
