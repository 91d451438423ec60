using Microsoft.AspNetCore.SignalR;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// Sends one message to many clients. The message is queued for each of them immediately, so that order is kept, but only a few sends start
/// at a time: each rents a buffer until a later work item of the thread pool has written it to the socket, and those that
/// <see cref="System.Buffers.ArrayPool{T}.Shared"/> does not keep for lack of space would be garbage. Not thread-safe.
/// </summary>
internal sealed class Fanout(SerializedHubMessage message) : IThreadPoolWorkItem
{
    /// <summary>How many sends start at a time. The pool keeps 32 buffers of a size for each core.</summary>
    public const int AtOnce = 16;

    private readonly Queue<(Outbox Outbox, IClientLink Link)> _later = new();
    private int _started;

    /// <summary>Sends a message to clients.</summary>
    public static void Send(SerializedHubMessage message, IEnumerable<Outbox> outboxes)
    {
        var fanout = new Fanout(message);
        try
        {
            foreach (var outbox in outboxes)
            {
                fanout.Add(outbox);
            }
        }
        finally
        {
            // An outbox whose message was queued is sent by this fan-out alone.
            fanout.Continue();
        }
    }

    private void Add(Outbox outbox)
    {
        if (outbox.Queue(message) is not { } link)
        {
            return;
        }

        if (_started < AtOnce)
        {
            _started++;
            outbox.Pump(link);
        }
        else
        {
            _later.Enqueue((outbox, link));
        }
    }

    // Starts the sends that Add did not start.
    private void Continue()
    {
        if (_later.Count > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        for (var started = 0; started < AtOnce && _later.TryDequeue(out var next); started++)
        {
            next.Outbox.Pump(next.Link);
        }

        // Behind the work items with which the sends that have started release their buffers.
        Continue();
    }
}
