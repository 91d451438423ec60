using System.Text.Json.Nodes;
using FBS.Request;
using FBS.Router;

namespace Signal.Mediasoup;

/// <summary>Observes the audio of a router's producers.</summary>
public abstract partial class RtpObserver : WorkerObject
{
    private readonly PauseSwitch _pause;

    private protected RtpObserver(Router router, RtpObserverId id, JsonObject? appData, RtpObserverObserver observer)
        : base(router.Channel, id.Value, appData)
    {
        Router = router;
        Id = id;
        Observer = observer;
        _pause = new PauseSwitch(observer, paused: false);
    }

    /// <summary>The router was closed.</summary>
    public event Action? OnRouterClose;

    /// <summary>The id of the RTP observer, unique within the worker.</summary>
    public RtpObserverId Id { get; }

    /// <summary>The observer type.</summary>
    public abstract RtpObserverType Type { get; }

    /// <summary>Whether the observer is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>The observer events of the RTP observer.</summary>
    public RtpObserverObserver Observer { get; }

    private protected Router Router { get; }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.ROUTER_CLOSE_RTPOBSERVER,
            Router.Id.Value,
            Body.Router_CloseRtpObserverRequest,
            Id,
            static (builder, id) => CloseRtpObserverRequest.CreateCloseRtpObserverRequest(builder, builder.CreateString(id.Value)).Value);
        Router.Remove(this);
        Observer.Close();
    }

    internal void RouterClosed()
    {
        if (!TryClose())
        {
            return;
        }

        Listeners.Raise(OnRouterClose);
        Observer.Close();
    }
}
