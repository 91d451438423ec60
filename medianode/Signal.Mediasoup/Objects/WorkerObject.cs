using System.Text.Json.Nodes;
using FBS.Notification;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// An object that lives in a worker. It is closed once: by <see cref="Close"/>, with its parent, or with the worker. Its events are
/// raised one after another; those that the worker causes come on the thread pool, and a handler that takes long holds up this
/// object's events alone. They are held back for a moment after the call that gives the object, for handlers to be added.
/// </summary>
public abstract class WorkerObject : IAsyncDisposable
{
    private readonly EventQueue _events = new();
    private readonly string _handlerId;
    private int _closed;

    private protected WorkerObject(WorkerChannel channel, string handlerId, JsonObject? appData)
    {
        Channel = channel;
        _handlerId = handlerId;
        AppData = appData!;
    }

    /// <summary>Whether the object is closed.</summary>
    public bool Closed => Volatile.Read(ref _closed) != 0;

    /// <summary>Data of the application, which the library only keeps.</summary>
    public JsonObject AppData
    {
        get => field ??= [];
        set;
    }

    internal WorkerChannel Channel { get; }

    internal ListenerErrors Listeners => Channel.ListenerErrors;

    /// <summary>Closes the object, and all that belongs to it. Does nothing if it is closed.</summary>
    public abstract void Close();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal void ReleaseEvents() => _events.Release();

    // Called by the channel's reader: decodes what it needs and adds it to the events.
    internal abstract void OnNotification(Event notification, Notification content);

    private protected void Enqueue<TTarget, T>(TTarget target, T value, Action<TTarget, T> deliver)
        where TTarget : WorkerObject =>
        _events.Add(target, value, deliver);

    private protected void Register() => Channel.Register(_handlerId, this);

    // True for the one caller that closes the object.
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
