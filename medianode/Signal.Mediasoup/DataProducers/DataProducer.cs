using FBS.Notification;
using FBS.Request;
using FBS.Transport;

namespace Signal.Mediasoup;

/// <summary>Receives messages from an endpoint, or from this process, into a router.</summary>
public sealed partial class DataProducer : WorkerObject
{
    private readonly Transport _transport;
    private readonly PauseSwitch _pause;

    internal DataProducer(Transport transport, DataProducerDump dump, DataProducerOptions options)
        : base(transport.Router.Channel, dump.Id.Value, options.AppData)
    {
        _transport = transport;
        Id = dump.Id;
        Type = dump.Type;
        SctpStreamParameters = dump.SctpStreamParameters;
        Label = dump.Label;
        Protocol = dump.Protocol;
        Observer = new DataProducerObserver(Listeners);
        _pause = new PauseSwitch(Observer, dump.Paused);
        Register(this, options.OnCreated);
    }

    /// <summary>The transport was closed.</summary>
    public event Action? OnTransportClose;

    /// <summary>The id of the data producer, unique within the worker.</summary>
    public DataProducerId Id { get; }

    /// <summary>The data producer type.</summary>
    public DataProducerType Type { get; }

    /// <summary>The SCTP stream parameters; null without SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; }

    /// <summary>The label of the data channel.</summary>
    public string Label { get; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public string Protocol { get; }

    /// <summary>Whether the data producer is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>The observer events of the data producer.</summary>
    public DataProducerObserver Observer { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.TRANSPORT_CLOSE_DATAPRODUCER,
            _transport.Id.Value,
            FBS.Request.Body.Transport_CloseDataProducerRequest,
            Id,
            static (builder, id) => CloseDataProducerRequest.CreateCloseDataProducerRequest(builder, builder.CreateString(id.Value)).Value);
        _transport.Remove(this);
        Observer.Close();
    }

    internal void TransportClosed()
    {
        if (!TryClose())
        {
            return;
        }

        Listeners.Raise(OnTransportClose);
        Observer.Close();
    }

    private protected override void OnNotification(Event notification, Notification content)
    {
    }
}
