using System.Collections.Immutable;
using FBS.Request;
using FBS.Transport;

namespace Signal.Mediasoup;

/// <summary>Delivers a data producer's messages from a router to an endpoint, or to this process.</summary>
public sealed partial class DataConsumer : WorkerObject
{
    private readonly Transport _transport;
    private readonly PauseSwitch _pause;

    internal DataConsumer(Transport transport, DataConsumerDump dump, DataConsumerOptions options)
        : base(transport.Router.Channel, dump.Id.Value, options.AppData)
    {
        _transport = transport;
        Id = dump.Id;
        DataProducerId = dump.DataProducerId;
        Type = dump.Type;
        SctpStreamParameters = dump.SctpStreamParameters;
        Label = dump.Label;
        Protocol = dump.Protocol;
        Subchannels = dump.Subchannels;
        Observer = new DataConsumerObserver(Listeners);
        _pause = new PauseSwitch(Observer, dump.Paused, dump.DataProducerPaused);
        Register(this, options.OnCreated);
    }

    /// <summary>The transport was closed.</summary>
    public event Action? OnTransportClose;

    /// <summary>The data producer was closed, and the data consumer with it.</summary>
    public event Action? OnDataProducerClose;

    /// <summary>The data producer was paused.</summary>
    public event Action? OnDataProducerPause;

    /// <summary>The data producer was resumed.</summary>
    public event Action? OnDataProducerResume;

    /// <summary>A message was received. Only for a data consumer on a direct transport.</summary>
    public event Action<DataMessage>? OnMessage;

    /// <summary>A message could not be sent because the SCTP send buffer is full.</summary>
    public event Action? OnSctpSendBufferFull;

    /// <summary>The buffered amount, in bytes, has fallen to the threshold or below.</summary>
    public event Action<uint>? OnBufferedAmountLow;

    /// <summary>The id of the data consumer, unique within the worker.</summary>
    public DataConsumerId Id { get; }

    /// <summary>The id of the consumed data producer.</summary>
    public DataProducerId DataProducerId { get; }

    /// <summary>The data consumer type.</summary>
    public DataConsumerType Type { get; }

    /// <summary>The SCTP stream parameters; null without SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; }

    /// <summary>The label of the data channel.</summary>
    public string Label { get; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public string Protocol { get; }

    /// <summary>Whether the data consumer itself is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>Whether the data producer is paused.</summary>
    public bool DataProducerPaused => _pause.IsSourcePaused;

    /// <summary>The subchannels that the data consumer receives.</summary>
    public ImmutableArray<ushort> Subchannels { get; private set; }

    /// <summary>The observer events of the data consumer.</summary>
    public DataConsumerObserver Observer { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.TRANSPORT_CLOSE_DATACONSUMER,
            _transport.Id.Value,
            Body.Transport_CloseDataConsumerRequest,
            Id,
            static (builder, id) => CloseDataConsumerRequest.CreateCloseDataConsumerRequest(builder, builder.CreateString(id.Value)).Value);
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
}
