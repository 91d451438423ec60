using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Sends a producer's audio or video from a router to an endpoint.</summary>
public sealed partial class Consumer : WorkerObject
{
    private readonly Transport _transport;
    private readonly PauseSwitch _pause;

    internal Consumer(NewConsumer create, ConsumerReader.ConsumerState state)
        : base(create.Transport.Router.Channel, create.Id.Value, create.Options.AppData)
    {
        _transport = create.Transport;
        Id = create.Id;
        ProducerId = create.Producer.Id;
        Kind = create.Producer.Kind;
        RtpParameters = create.RtpParameters;
        Type = create.Type;
        Score = state.Score;
        PreferredLayers = state.PreferredLayers;
        Observer = new ConsumerObserver(Listeners);
        _pause = new PauseSwitch(Observer, state.Paused, state.ProducerPaused);
        Register(this, create.Options.OnCreated);
    }

    /// <summary>The transport was closed.</summary>
    public event Action? OnTransportClose;

    /// <summary>The producer was closed, and the consumer with it.</summary>
    public event Action? OnProducerClose;

    /// <summary>The producer was paused.</summary>
    public event Action? OnProducerPause;

    /// <summary>The producer was resumed.</summary>
    public event Action? OnProducerResume;

    /// <summary>The score changed.</summary>
    public event Action<ConsumerScore>? OnScore;

    /// <summary>The layers that are sent changed; null when none are sent.</summary>
    public event Action<ConsumerLayers?>? OnLayersChange;

    /// <summary>Raised for each trace event enabled with <see cref="EnableTraceEventAsync"/>.</summary>
    public event Action<ConsumerTrace>? OnTrace;

    /// <summary>An RTP packet was received. Only for a consumer on a direct transport.</summary>
    public event Action<ReadOnlyMemory<byte>>? OnRtp;

    /// <summary>The id of the consumer, unique within the worker.</summary>
    public ConsumerId Id { get; }

    /// <summary>The id of the consumed producer.</summary>
    public ProducerId ProducerId { get; }

    /// <summary>Audio or video.</summary>
    public MediaKind Kind { get; }

    /// <summary>The RTP parameters with which the endpoint receives the stream.</summary>
    public RtpParameters RtpParameters { get; }

    /// <summary>The consumer type.</summary>
    public ConsumerType Type { get; }

    /// <summary>Whether the consumer itself is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>Whether the producer is paused.</summary>
    public bool ProducerPaused => _pause.IsSourcePaused;

    /// <summary>The priority among the transport's consumers, from 1 to 255.</summary>
    public int Priority { get; private set; } = 1;

    /// <summary>The scores of the consumer and its producer.</summary>
    public ConsumerScore Score { get; private set; }

    /// <summary>The preferred layers, with simulcast and SVC.</summary>
    public ConsumerLayers? PreferredLayers { get; private set; }

    /// <summary>The layers that are currently sent, with simulcast and SVC; null when none are sent.</summary>
    public ConsumerLayers? CurrentLayers { get; private set; }

    /// <summary>The observer events of the consumer.</summary>
    public ConsumerObserver Observer { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.TRANSPORT_CLOSE_CONSUMER,
            _transport.Id.Value,
            Body.Transport_CloseConsumerRequest,
            Id,
            static (builder, id) => CloseConsumerRequest.CreateCloseConsumerRequest(builder, builder.CreateString(id.Value)).Value);
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
