using Signal.Contracts.Messages;
using Signal.MediaNode.Links;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>
/// A part of the room on another node, as its home knows it. A change that the description of the room does not contain is kept until the
/// satellite has applied it, and is sent again when it attaches. Accessed in the room's mailbox only.
/// </summary>
internal sealed class Satellite(NodeInstance node, RoomKey room, ITimer lease) : IDisposable
{
    /// <summary>The most changes that are kept; beyond, the oldest is dropped.</summary>
    public const int MaxKept = 1000;

    private readonly Queue<(RoomChange Change, ChangeNumber? Number)> _kept = [];
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

    public void Send(RoomChange change)
    {
        ChangeNumber? number = null;
        if (Link is { } link)
        {
            number = new ChangeNumber(Attachment, ++_sequence);
            link.Notify(PartProtocol.Change, new HomeChange(room, Attachment, _sequence, change));
        }

        if (MustArrive(change))
        {
            if (_kept.Count == MaxKept)
            {
                _kept.Dequeue();
            }

            _kept.Enqueue((change, number));
        }
    }

    /// <summary>The satellite has applied all changes up to one: they are no longer kept.</summary>
    public void Confirm(ChangeNumber applied)
    {
        while (_kept.TryPeek(out var first) && first.Number?.IsUpTo(applied) == true)
        {
            _kept.Dequeue();
        }
    }

    /// <summary>Sends the changes that the satellite has missed. It has attached, and knows the room.</summary>
    /// <param name="applied">The last change that it has applied, in a former attachment.</param>
    public void SendMissed(ChangeNumber applied)
    {
        Confirm(applied);
        for (var left = _kept.Count; left > 0; left--)
        {
            Send(_kept.Dequeue().Change);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch.Dispose();
        lease.Dispose();
    }

    // What else is missed follows from the description of the room; messages of the back end are of use only at once.
    private static bool MustArrive(RoomChange change) =>
        change is PeerDismissed or PeerMuted or MigrationStarted or CommandForwarded { Command: not SendData };
}
