using System.Text.Json.Nodes;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// A mediasoup-worker process, which processes media on one CPU core. It is started with
/// <see cref="StartAsync(WorkerSettings?, Microsoft.Extensions.Logging.ILoggerFactory?, TimeProvider?, CancellationToken)"/> and ends when
/// it is closed, or with this process.
/// </summary>
public sealed partial class Worker : IAsyncDisposable
{
    private readonly WorkerProcess _process;
    private readonly WorkerChannel _channel;
    private readonly ListenerErrors _listeners;
    private readonly TimeProvider _timeProvider;
    private readonly Children<Router> _routers = new();
    private readonly Children<WebRtcServer> _webRtcServers = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closeRaised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _monitor = Task.CompletedTask;
    private WorkerGoneException? _death;
    private int _closed;

    private Worker(WorkerProcess process, WorkerChannel channel, ListenerErrors listeners, TimeProvider timeProvider, JsonObject? appData)
    {
        _process = process;
        _channel = channel;
        _listeners = listeners;
        _timeProvider = timeProvider;
        AppData = appData!;
        Observer = new WorkerObserver(listeners);
    }

    /// <summary>
    /// The process exited, or its channel broke, without <see cref="Close"/>. All objects in the worker were closed before.
    /// </summary>
    public event Action<WorkerGoneException>? OnDied;

    /// <summary>The process has exited, for any reason.</summary>
    public event Action? OnSubprocessClose;

    /// <summary>
    /// A handler of an event of the worker, or of an object in it, threw an exception. The first argument is the name of the event.
    /// </summary>
    public event Action<string, Exception>? OnListenerError
    {
        add => _listeners.Found += value;
        remove => _listeners.Found -= value;
    }

    /// <summary>The process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Whether the worker was closed or died.</summary>
    public bool Closed => Volatile.Read(ref _closed) != 0;

    /// <summary>Whether the worker died.</summary>
    public bool Died { get; private set; }

    /// <summary>Whether the process has exited.</summary>
    public bool SubprocessClosed { get; private set; }

    /// <summary>Custom application data, which the library stores and does not use.</summary>
    public JsonObject AppData
    {
        get => field ??= [];
        set;
    }

    /// <summary>The observer events of the worker.</summary>
    public WorkerObserver Observer { get; }

    internal WorkerChannel Channel => _channel;

    internal int RouterCount => _routers.Count;

    internal int WebRtcServerCount => _webRtcServers.Count;

    internal void Remove(Router router) => _routers.Remove(router);

    internal void Remove(WebRtcServer server) => _webRtcServers.Remove(server);
}
