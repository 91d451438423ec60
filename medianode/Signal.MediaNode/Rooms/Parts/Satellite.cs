using Signal.MediaNode.Links;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A part of the room on another node, as its home knows it. Accessed in the room's mailbox only.</summary>
internal sealed class Satellite(NodeInstance node, RoomKey room, ITimer lease) : IDisposable
{
    private CancellationTokenRegistration _watch;
    private long _sequence;

    public NodeInstance Node => node;

    /// <summary>The link; null: it was lost.</summary>
    public Link? Link { get; private set; }

    /// <summary>The number of the satellite's attachment.</summary>
    public long Attachment { get; private set; }

    /// <summary>The satellite has attached. Its changes are numbered from 1 again.</summary>
    public void Attach(Link link, long attachment, Action onLost)
    {
        lease.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watch.Dispose();
        (Link, Attachment, _sequence) = (link, attachment, 0);
        _watch = link.Closed.Register(onLost);
    }

    /// <summary>The link was lost: the satellite can attach again before the lease ends.</summary>
    public void Lose(TimeSpan time)
    {
        Link = null;
        lease.Change(time, Timeout.InfiniteTimeSpan);
    }

    public void Send(RoomChange change) => Link?.Notify(PartProtocol.Change, new HomeChange(room, Attachment, ++_sequence, change));

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        lease.Dispose();
    }
}
