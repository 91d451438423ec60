using FBS.Notification;
using FBS.Request;
using FBS.Transport;

namespace Signal.Mediasoup;

/// <summary>Messages that an endpoint, or this process, sends to a router.</summary>
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

    /// <summary>The id, unique in the worker.</summary>
    public DataProducerId Id { get; }

    /// <summary>How messages come.</summary>
    public DataProducerType Type { get; }

    /// <summary>The SCTP stream, over SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; }

    /// <summary>The label.</summary>
    public string Label { get; }

    /// <summary>The sub-protocol.</summary>
    public string Protocol { get; }

    /// <summary>Whether the data producer is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>Events for monitoring.</summary>
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
