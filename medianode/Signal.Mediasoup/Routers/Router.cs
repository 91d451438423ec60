using System.Collections.Concurrent;
using FBS.Notification;
using FBS.Request;
using FBS.Worker;
using Microsoft.Extensions.Logging;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Forwards media between the transports that are created on it.</summary>
public sealed partial class Router : WorkerObject
{
    private readonly Worker _worker;
    private readonly Children<Transport> _transports = new();
    private readonly Children<RtpObserver> _rtpObservers = new();
    private readonly ConcurrentDictionary<ProducerId, Producer> _producers = [];
    private readonly ConcurrentDictionary<DataProducerId, DataProducer> _dataProducers = [];
    private RtpCapabilities _rtpCapabilities;

    internal Router(Worker worker, RouterId id, RtpCapabilities rtpCapabilities, RouterOptions options)
        : base(worker.Channel, id.Value, options.AppData)
    {
        _worker = worker;
        _rtpCapabilities = rtpCapabilities;
        Id = id;
        Observer = new RouterObserver(Listeners);
        CallWhenCreated(this, options.OnCreated);
    }

    /// <summary>The worker was closed or died.</summary>
    public event Action? OnWorkerClose;

    /// <summary>The id of the router, unique within the worker.</summary>
    public RouterId Id { get; }

    /// <summary>The RTP capabilities of the router.</summary>
    public RtpCapabilities RtpCapabilities => Volatile.Read(ref _rtpCapabilities);

    /// <summary>The observer events of the router.</summary>
    public RouterObserver Observer { get; }

    internal Worker Worker => _worker;

    internal int TransportCount => _transports.Count;

    internal int ProducerCount => _producers.Count;

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.WORKER_CLOSE_ROUTER,
            null,
            FBS.Request.Body.Worker_CloseRouterRequest,
            Id,
            static (builder, id) => CloseRouterRequest.CreateCloseRouterRequest(builder, builder.CreateString(id.Value)).Value);
        CloseChildren();
        _worker.Remove(this);
        Observer.Close();
    }

    /// <summary>Dumps the internal state of the router.</summary>
    public Task<RouterDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.ROUTER_DUMP, Id.Value, static response => RouterReader.Dump(response.BodyAsRouter_DumpResponse()), cancellationToken);
    }

    /// <summary>
    /// Whether an endpoint with those capabilities can consume the producer. Also false if the router has no such producer or the
    /// capabilities are invalid.
    /// </summary>
    public bool CanConsume(ProducerId producerId, RtpCapabilities rtpCapabilities)
    {
        if (!_producers.TryGetValue(producerId, out var producer))
        {
            LogNoProducer(Channel.Logger, producerId);
            return false;
        }

        try
        {
            return ConsumerNegotiation.CanConsume(producer.Consumable, rtpCapabilities);
        }
        catch (ArgumentException exception)
        {
            LogWrongCapabilities(Channel.Logger, exception);
            return false;
        }
    }

    /// <summary>Replaces the media codecs. Existing transports, producers and consumers are not affected.</summary>
    /// <exception cref="ArgumentException">A media codec is invalid.</exception>
    /// <exception cref="UnsupportedException">mediasoup does not support a media codec.</exception>
    public void UpdateMediaCodecs(System.Collections.Immutable.ImmutableArray<RtpCodecCapability> mediaCodecs) =>
        Volatile.Write(ref _rtpCapabilities, RouterNegotiation.GetRtpCapabilities(mediaCodecs, nameof(mediaCodecs)));

    private protected override void OnNotification(Event notification, Notification content)
    {
    }

    internal void WorkerClosed()
    {
        if (!TryClose())
        {
            return;
        }

        CloseChildren();
        Listeners.Raise(OnWorkerClose);
        Observer.Close();
    }

    internal Producer? FindProducer(ProducerId id) => _producers.GetValueOrDefault(id);

    internal DataProducer? FindDataProducer(DataProducerId id) => _dataProducers.GetValueOrDefault(id);

    internal void Add(Producer producer) => _producers[producer.Id] = producer;

    internal void Add(DataProducer dataProducer) => _dataProducers[dataProducer.Id] = dataProducer;

    internal void Remove(Producer producer) => _producers.TryRemove(new(producer.Id, producer));

    internal void Remove(DataProducer dataProducer) => _dataProducers.TryRemove(new(dataProducer.Id, dataProducer));

    internal void Remove(Transport transport) => _transports.Remove(transport);

    internal void Remove(RtpObserver observer) => _rtpObservers.Remove(observer);

    private void CloseChildren()
    {
        foreach (var transport in _transports.TakeAll())
        {
            transport.RouterClosed();
        }

        _producers.Clear();
        foreach (var observer in _rtpObservers.TakeAll())
        {
            observer.RouterClosed();
        }

        _dataProducers.Clear();
    }

    [LoggerMessage(EventId = EventIds.ProducerNotFound, Level = LogLevel.Warning, Message = "Producer {ProducerId} not found; it cannot be consumed")]
    private static partial void LogNoProducer(ILogger logger, ProducerId producerId);

    [LoggerMessage(
        EventId = EventIds.InvalidCapabilities,
        Level = LogLevel.Warning,
        Message = "RTP capabilities of an endpoint are invalid; it cannot consume")]
    private static partial void LogWrongCapabilities(ILogger logger, Exception exception);
}
