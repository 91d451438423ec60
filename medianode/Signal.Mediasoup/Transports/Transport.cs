using System.Text.Json.Nodes;
using FBS.Request;
using FBS.Router;

namespace Signal.Mediasoup;

/// <summary>Connects a router to an endpoint, another router, or this process.</summary>
public abstract partial class Transport : WorkerObject
{
    private readonly Children<Producer> _producers = new();
    private readonly Children<Consumer> _consumers = new();
    private readonly Children<DataProducer> _dataProducers = new();
    private readonly Children<DataConsumer> _dataConsumers = new();

    private protected Transport(Router router, TransportId id, JsonObject? appData)
        : base(router.Channel, id.Value, appData)
    {
        Router = router;
        Id = id;
    }

    /// <summary>The router was closed.</summary>
    public event Action? OnRouterClose;

    /// <summary>The WebRTC server that the transport listened on was closed.</summary>
    public event Action? OnListenServerClose;

    /// <summary>Raised for each trace event enabled with <see cref="EnableTraceEventAsync"/>.</summary>
    public event Action<TransportTrace>? OnTrace;

    /// <summary>The id of the transport, unique within the worker.</summary>
    public TransportId Id { get; }

    /// <summary>The transport type.</summary>
    public abstract TransportType Type { get; }

    /// <summary>The observer events of the transport.</summary>
    public TransportObserver Observer => BaseObserver;

    internal Router Router { get; }

    internal int ConsumerCount => _consumers.Count;

    internal int DataConsumerCount => _dataConsumers.Count;

    private protected abstract TransportObserver BaseObserver { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryCloseTransport())
        {
            return;
        }

        Channel.Post(
            Method.ROUTER_CLOSE_TRANSPORT,
            Router.Id.Value,
            FBS.Request.Body.Router_CloseTransportRequest,
            Id,
            static (builder, id) =>
                CloseTransportRequest.CreateCloseTransportRequest(builder, builder.CreateString(id.Value)).Value);
        CloseChildren();
        Router.Remove(this);
        Unhandled();
        BaseObserver.Close();
    }

    internal void RouterClosed()
    {
        if (!TryCloseTransport())
        {
            return;
        }

        CloseChildren();
        Listeners.Raise(OnRouterClose);
        BaseObserver.Close();
    }

    internal void ListenServerClosed()
    {
        if (!TryCloseTransport())
        {
            return;
        }

        CloseChildren();
        Router.Remove(this);
        Listeners.Raise(OnListenServerClose);
        BaseObserver.Close();
    }

    // Runs after the transport has been announced.
    internal virtual void Created()
    {
    }

    internal void Remove(Producer producer)
    {
        _producers.Remove(producer);
        Router.Remove(producer);
    }

    internal void Remove(Consumer consumer) => _consumers.Remove(consumer);

    internal void Remove(DataProducer dataProducer)
    {
        _dataProducers.Remove(dataProducer);
        Router.Remove(dataProducer);
    }

    internal void Remove(DataConsumer dataConsumer)
    {
        _dataConsumers.Remove(dataConsumer);
        Release(dataConsumer.SctpStreamParameters);
    }

    // Sets the states to closed before events are raised.
    private protected virtual void OnClosing()
    {
    }

    // For transports that use a WebRTC server.
    private protected virtual void Unhandled()
    {
    }

    private bool TryCloseTransport()
    {
        if (!TryClose())
        {
            return false;
        }

        OnClosing();
        return true;
    }

    private void CloseChildren()
    {
        foreach (var producer in _producers.TakeAll())
        {
            producer.TransportClosed();
            Router.Remove(producer);
        }

        foreach (var consumer in _consumers.TakeAll())
        {
            consumer.TransportClosed();
        }

        foreach (var dataProducer in _dataProducers.TakeAll())
        {
            dataProducer.TransportClosed();
            Router.Remove(dataProducer);
        }

        foreach (var dataConsumer in _dataConsumers.TakeAll())
        {
            dataConsumer.TransportClosed();
        }
    }
}
