using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a transport.</summary>
public class TransportObserver : WorkerObjectObserver
{
    private protected TransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>A producer was created.</summary>
    public event Action<Producer>? OnNewProducer;

    /// <summary>A consumer was created.</summary>
    public event Action<Consumer>? OnNewConsumer;

    /// <summary>A data producer was created.</summary>
    public event Action<DataProducer>? OnNewDataProducer;

    /// <summary>A data consumer was created.</summary>
    public event Action<DataConsumer>? OnNewDataConsumer;

    /// <summary>Raised for each enabled trace event.</summary>
    public event Action<TransportTrace>? OnTrace;

    internal void NewProducer(Producer producer) => Listeners.Raise(OnNewProducer, producer);

    internal void NewConsumer(Consumer consumer) => Listeners.Raise(OnNewConsumer, consumer);

    internal void NewDataProducer(DataProducer dataProducer) => Listeners.Raise(OnNewDataProducer, dataProducer);

    internal void NewDataConsumer(DataConsumer dataConsumer) => Listeners.Raise(OnNewDataConsumer, dataConsumer);

    internal void Trace(TransportTrace trace) => Listeners.Raise(OnTrace, trace);
}
