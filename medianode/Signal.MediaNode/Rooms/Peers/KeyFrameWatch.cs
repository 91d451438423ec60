using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// Ensures that videos start. A video consumer sends nothing before it has received a key frame. Its worker requests one from the sender,
/// repeats the request once after a second, and then never again (mediasoup's <c>KeyFrameRequestManager</c>): with a busy sender, or a
/// network that loses both requests, the viewer would never see the video. One timer serves all waiting videos of the node and runs only
/// while there are any.
/// </summary>
internal sealed class KeyFrameWatch : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Consumer, PendingKeyFrame> _awaited = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public KeyFrameWatch(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Watches a new, paused video consumer while it lives: whenever it is resumed, or receives layers again after it had none.
    /// </summary>
    public void Watch(Consumer consumer)
    {
        var isNew = true;
        consumer.Observer.OnResume += () =>
        {
            Await(consumer, isNew);
            isNew = false;
        };
        consumer.Observer.OnClose += () => Forget(consumer, null);
        consumer.OnLayersChange += layers =>
        {
            // When layers are reported, a key frame has been received.
            if (layers is null)
            {
                Await(consumer, sentNothing: false);
            }
            else
            {
                Forget(consumer, null);
            }
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Await(Consumer consumer, bool sentNothing)
    {
        var picture = new PendingKeyFrame(consumer, _time);
        lock (_lock)
        {
            if (consumer.Closed)
            {
                return;
            }

            _awaited[consumer] = picture;
            if (_awaited.Count == 1)
            {
                _timer.Change(Period, Period);
            }
        }

        if (sentNothing)
        {
            picture.Begin(0);
        }
        else
        {
            _ = picture.BeginAsync();
        }
    }

    private void Look()
    {
        PendingKeyFrame[] due;
        lock (_lock)
        {
            due = [.. _awaited.Values.Where(picture => picture.TryLook())];
        }

        foreach (var picture in due)
        {
            _ = LookAsync(picture);
        }
    }

    private async Task LookAsync(PendingKeyFrame picture)
    {
        if (!await picture.AskAsync())
        {
            Forget(picture.Consumer, picture);
        }
    }

    private void Forget(Consumer consumer, PendingKeyFrame? only)
    {
        lock (_lock)
        {
            if (_awaited.TryGetValue(consumer, out var picture)
                && (only is null || only == picture)
                && _awaited.Remove(consumer)
                && _awaited.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
