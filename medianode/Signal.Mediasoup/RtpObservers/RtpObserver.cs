using System.Text.Json.Nodes;
using FBS.Request;
using FBS.Router;

namespace Signal.Mediasoup;

/// <summary>Looks at producers of a router.</summary>
public abstract partial class RtpObserver : WorkerObject
{
    private readonly PauseSwitch _pause = new(paused: false);

    private protected RtpObserver(Router router, RtpObserverId id, JsonObject? appData)
        : base(router.Channel, id.Value, appData)
    {
        Router = router;
        Id = id;
    }

    /// <summary>The router was closed.</summary>
    public event Action? OnRouterClose;

    /// <summary>The id.</summary>
    public RtpObserverId Id { get; }

    /// <summary>What the observer looks for.</summary>
    public abstract RtpObserverType Type { get; }

    /// <summary>Whether the observer is paused.</summary>
    public bool Paused => _pause.IsPaused;

    /// <summary>Events for those who watch the observer.</summary>
    public RtpObserverObserver Observer => BaseObserver;

    private protected Router Router { get; }

    private protected abstract RtpObserverObserver BaseObserver { get; }

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
        BaseObserver.Close();
    }

    internal void RouterClosed()
    {
        if (!TryClose())
        {
            return;
        }

        Listeners.Raise(OnRouterClose);
        BaseObserver.Close();
    }
}
