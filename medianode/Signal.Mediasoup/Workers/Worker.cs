using System.Text.Json.Nodes;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// A mediasoup-worker process, which does the media work of one CPU core. It is started with
/// <see cref="StartAsync(WorkerSettings?, Microsoft.Extensions.Logging.ILoggerFactory?, TimeProvider?, CancellationToken)"/>, and ends
/// when it is closed, or with this process.
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
    /// The process ended, or its channel broke, without <see cref="Close"/>. All that lived in it has been closed before.
    /// </summary>
    public event Action<WorkerGoneException>? OnDied;

    /// <summary>The process has ended, whatever the reason.</summary>
    public event Action? OnSubprocessClose;

    /// <summary>
    /// A handler of an event of the worker, or of any object in it, threw an exception. The first argument is the event's name.
    /// </summary>
    public event Action<string, Exception>? OnListenerError
    {
        add => _listeners.Found += value;
        remove => _listeners.Found -= value;
    }

    /// <summary>The process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Whether the worker was closed, or died.</summary>
    public bool Closed => Volatile.Read(ref _closed) != 0;

    /// <summary>Whether the worker died.</summary>
    public bool Died { get; private set; }

    /// <summary>Whether the process has ended.</summary>
    public bool SubprocessClosed { get; private set; }

    /// <summary>Data of the application, which the library only keeps.</summary>
    public JsonObject AppData
    {
        get => field ??= [];
        set;
    }

    /// <summary>Events for monitoring.</summary>
    public WorkerObserver Observer { get; }

    internal WorkerChannel Channel => _channel;

    internal int RouterCount => _routers.Count;

    internal int WebRtcServerCount => _webRtcServers.Count;

    internal void Remove(Router router) => _routers.Remove(router);

    internal void Remove(WebRtcServer server) => _webRtcServers.Remove(server);
}
