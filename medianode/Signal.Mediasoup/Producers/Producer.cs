using System.Collections.Immutable;
using FBS.Request;
using FBS.Transport;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup;

/// <summary>Receives audio or video from an endpoint into a router.</summary>
public sealed partial class Producer : WorkerObject
{
    private readonly Transport _transport;
    private readonly PauseSwitch _pause;

    internal Producer(Transport transport, ProducerId id, ProducerType type, ProducerNegotiation negotiation, ProducerOptions options)
        : base(transport.Router.Channel, id.Value, options.AppData)
    {
        _transport = transport;
        Id = id;
        Type = type;
        Kind = options.Kind;
        RtpParameters = negotiation.Parameters;
        Consumable = negotiation.Consumable;
        Observer = new ProducerObserver(Listeners);
        _pause = new PauseSwitch(Observer, options.Paused);
        Register(this, options.OnCreated);
    }

    /// <summary>The transport was closed.</summary>
    public event Action? OnTransportClose;

    /// <summary>The scores changed.</summary>
    public event Action<ImmutableArray<ProducerScore>>? OnScore;

    /// <summary>The sender signaled a new video orientation.</summary>
    public event Action<ProducerVideoOrientation>? OnVideoOrientationChange;

    /// <summary>Raised for each trace event enabled with <see cref="EnableTraceEventAsync"/>.</summary>
    public event Action<ProducerTrace>? OnTrace;

    /// <summary>The id of the producer, unique within the worker.</summary>
    public ProducerId Id { get; }

    /// <summary>Audio or video.</summary>
    public MediaKind Kind { get; }

    /// <summary>The RTP parameters with which the endpoint sends.</summary>
    public RtpParameters RtpParameters { get; }

    /// <summary>The producer type.</summary>
    public ProducerType Type { get; }

    /// <summary>Whether the producer is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>The score of each received RTP stream.</summary>
    public ImmutableArray<ProducerScore> Score { get; private set; } = [];

    /// <summary>The observer events of the producer.</summary>
    public ProducerObserver Observer { get; }

    internal Consumable Consumable { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.TRANSPORT_CLOSE_PRODUCER,
            _transport.Id.Value,
            Body.Transport_CloseProducerRequest,
            Id,
            static (builder, id) => CloseProducerRequest.CreateCloseProducerRequest(builder, builder.CreateString(id.Value)).Value);
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
