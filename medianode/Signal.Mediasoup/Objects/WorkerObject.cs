using System.Text.Json.Nodes;
using FBS.Notification;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// An object that lives in a worker. It is closed once: by <see cref="Close"/>, with its parent, or with the worker. Its events are raised
/// sequentially; events caused by the worker are raised on the thread pool, and a slow handler delays only the events of this object.
/// Handlers that must miss no event are added in <c>OnCreated</c> of the options that the object is created with.
/// </summary>
public abstract class WorkerObject : IChannelObject, IAsyncDisposable
{
    private readonly EventQueue _events = new();
    private readonly string _handlerId;
    private Action? _onCreated;
    private int _closed;

    private protected WorkerObject(WorkerChannel channel, string handlerId, JsonObject? appData)
    {
        Channel = channel;
        _handlerId = handlerId;
        AppData = appData!;
    }

    /// <summary>Whether the object is closed.</summary>
    public bool Closed => Volatile.Read(ref _closed) != 0;

    /// <summary>Custom application data, which the library stores and does not use.</summary>
    public JsonObject AppData
    {
        get => field ??= [];
        set;
    }

    internal WorkerChannel Channel { get; }

    internal ListenerErrors Listeners => Channel.ListenerErrors;

    /// <summary>Closes the object and all objects that belong to it. Does nothing if it is already closed.</summary>
    public abstract void Close();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    void IChannelObject.Start()
    {
        _onCreated?.Invoke();
        _onCreated = null;
        _events.Open();
    }

    void IChannelObject.OnNotification(Event notification, Notification content) => OnNotification(notification, content);

    private protected abstract void OnNotification(Event notification, Notification content);

    private protected void Enqueue<TTarget, T>(TTarget target, T value, Action<TTarget, T> deliver)
        where TTarget : WorkerObject =>
        _events.Add(target, value, deliver);

    private protected void CallWhenCreated<T>(T self, Action<T>? onCreated)
        where T : WorkerObject
    {
        if (onCreated is not null)
        {
            _onCreated = () => Listeners.Raise(onCreated, self, "OnCreated");
        }
    }

    // Starts the delivery of notifications. Called by the reader, so that none arrives before.
    private protected void Register<T>(T self, Action<T>? onCreated)
        where T : WorkerObject
    {
        CallWhenCreated(self, onCreated);
        Channel.Register(_handlerId, this);
    }

    // Returns true to the one caller that closes the object.
    private protected bool TryClose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return false;
        }

        Channel.Unregister(_handlerId, this);
        _events.Close();
        return true;
    }

    private protected void ThrowIfClosed()
    {
        if (Closed)
        {
            throw new InvalidStateException($"The {GetType().Name} {_handlerId} is closed.");
        }
    }
}
