using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    private string? _cnameForProducers;

    /// <summary>Creates a producer, with which the endpoint sends audio or video.</summary>
    /// <exception cref="ArgumentException">The RTP parameters are invalid, or the transport has a producer with the same id.</exception>
    /// <exception cref="UnsupportedException">The router does not support a codec.</exception>
    /// <exception cref="RequestRejectedException">The worker rejected the request, for example because an SSRC is in use.</exception>
    public async Task<Producer> ProduceAsync(ProducerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        if (!Enum.IsDefined(options.Kind))
        {
            throw new ArgumentException($"The kind {options.Kind} is unknown.", nameof(options));
        }

        if (options.Id is { } given && (string.IsNullOrEmpty(given.Value) || Router.FindProducer(given) is not null))
        {
            throw new ArgumentException($"The producer id '{given}' is empty or in use.", nameof(options));
        }

        if (options.KeyFrameRequestDelay < TimeSpan.Zero || options.KeyFrameRequestDelay.TotalMilliseconds > uint.MaxValue)
        {
            throw new ArgumentException("The key frame request delay is out of range.", nameof(options));
        }

        ArgumentNullException.ThrowIfNull(options.RtpParameters, "rtpParameters");
        var negotiation = ProducerNegotiation.Negotiate(options.Kind, Complete(options.RtpParameters), Router.RtpCapabilities);
        var producer = await Channel.RequestAsync(
            Method.TRANSPORT_PRODUCE,
            Id.Value,
            Body.Transport_ProduceRequest,
            (Transport: this, Id: options.Id ?? ProducerId.New(), Options: options, Negotiation: negotiation),
            static (builder, create) => ProduceRequest.CreateProduceRequest(
                builder,
                builder.CreateString(create.Id.Value),
                create.Options.Kind.ToFbs(),
                RtpParametersFbs.Write(builder, create.Negotiation.Parameters),
                RtpMappingFbs.Write(builder, create.Negotiation.Mapping),
                create.Options.Paused,
                (uint)create.Options.KeyFrameRequestDelay.TotalMilliseconds,
                create.Options.EnableMediasoupPacketIdHeaderExtension).Value,
            static (response, create) => create.Transport.Adopt(new Producer(
                create.Transport,
                create.Id,
                (ProducerType)response.BodyAsTransport_ProduceResponse().Type,
                create.Negotiation,
                create.Options)),
            cancellationToken);
        ThrowIfNotAdopted(producer);
        BaseObserver.NewProducer(producer);
        return producer;
    }

    // At least one encoding, and one CNAME for all producers; a pipe transport keeps the CNAME of the producer.
    private RtpParameters Complete(RtpParameters parameters)
    {
        var given = string.IsNullOrEmpty(parameters.Rtcp.Cname) ? null : parameters.Rtcp.Cname;
        var cname = Type == TransportType.Pipe
            ? given ?? NewCname()
            : Interlocked.CompareExchange(ref _cnameForProducers, given ?? NewCname(), null) ?? _cnameForProducers;
        return parameters with
        {
            Encodings = parameters.Encodings.IsEmpty ? [new RtpEncodingParameters()] : parameters.Encodings,
            Rtcp = parameters.Rtcp with { Cname = cname },
        };
    }

    private static string NewCname() => Guid.NewGuid().ToString()[..8];

    private Producer Adopt(Producer producer)
    {
        if (!_producers.Add(producer))
        {
            producer.TransportClosed();
            return producer;
        }

        Router.Add(producer);
        return producer;
    }

    // A new object may end before its creator has it, such as a consumer whose producer closes: its handlers have heard of that. Only the end of
    // the transport is a failure of the call.
    private void ThrowIfNotAdopted(WorkerObject child)
    {
        if (child.Closed && Closed)
        {
            throw new InvalidStateException("The transport was closed.");
        }
    }
}
