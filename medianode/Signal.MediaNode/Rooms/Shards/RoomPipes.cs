using Signal.Cascade;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>
/// Carries out the changes of a room's pipes: opens, pauses, resumes, closes, and waits. Requests to workers run outside the room's mailbox, and report their
/// outcome to it. Accessed in the room's mailbox only.
/// </summary>
/// <param name="cascade">The state of the room, from which the pipes follow.</param>
/// <param name="findOpener">Returns what opens a pipe; null when its stream, or the router of its receivers, no longer exists.</param>
/// <param name="onOpen">Called with a pipe whose receivers can consume the stream now.</param>
/// <param name="mailbox">The room's mailbox.</param>
/// <param name="services">The services of the room.</param>
internal sealed partial class RoomPipes(
    CascadeState cascade, Func<PipeId, Func<Task<OpenPipe>>?> findOpener, Action<PipeId> onOpen, Mailbox mailbox, RoomServices services)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = services.Logger;
    private readonly Dictionary<PipeId, OpenPipe> _open = [];
    private readonly Dictionary<PipeId, CancellationTokenSource> _waits = [];

    /// <summary>Makes the pipes what the state says.</summary>
    public void Reconcile()
    {
        while (cascade.TryTakeChange(out var change))
        {
            StopWaiting(change.Pipe);
            switch (change.State)
            {
                case PipeState.Opening:
                    _ = OpenAsync(change.Pipe);
                    break;
                case PipeState.Open or PipeState.Paused:
                    SetSending(change.Pipe, change.State == PipeState.Open);
                    break;
                case PipeState.Pausing or PipeState.Idle:
                    Wait(change.Pipe, services.Options.PipeLinger);
                    break;
                case PipeState.Retrying:
                    Wait(change.Pipe, RetryInterval);
                    break;
                case PipeState.Closing:
                    Close(change.Pipe);
                    break;
            }
        }
    }

    /// <summary>A stream was paused or resumed.</summary>
    public void SetPaused(string stream, bool paused)
    {
        foreach (var pipe in _open.Where(entry => entry.Key.Stream == stream))
        {
            pipe.Value.SetPaused(paused);
        }
    }

    /// <summary>Forgets the pipes of a room whose routers are closed.</summary>
    public void Clear()
    {
        _open.Clear();
        foreach (var wait in _waits.Keys.ToList())
        {
            StopWaiting(wait);
        }
    }

    private async Task OpenAsync(PipeId pipe)
    {
        OpenPipe? opened = null;
        try
        {
            if (findOpener(pipe) is { } open)
            {
                opened = await open();
            }
        }
        catch (Exception error)
        {
            LogNotPiped(pipe.Stream, pipe.From, pipe.To, error.Message);
        }

        mailbox.Post(() => Opened(pipe, opened));
    }

    private void Opened(PipeId pipe, OpenPipe? opened)
    {
        if (opened is null)
        {
            Report(pipe, PipeEvent.Failed);
            return;
        }

        _open[pipe] = opened;
        opened.OnClose(() => mailbox.Post(() => Ended(pipe, opened)));
        Report(pipe, PipeEvent.Opened);
        onOpen(pipe);
    }

    private void SetSending(PipeId pipe, bool sending)
    {
        if (_open.TryGetValue(pipe, out var opened))
        {
            opened.SetSending(sending);
        }
    }

    private void Ended(PipeId pipe, OpenPipe ended)
    {
        if (_open.TryGetValue(pipe, out var current) && current == ended)
        {
            _open.Remove(pipe);
            Report(pipe, PipeEvent.Closed);
        }
    }

    private void Close(PipeId pipe)
    {
        if (_open.Remove(pipe, out var opened))
        {
            opened.Close();
        }

        cascade.Report(pipe, PipeEvent.Closed);
    }

    private void Report(PipeId pipe, PipeEvent what)
    {
        cascade.Report(pipe, what);
        Reconcile();
    }

    private void Wait(PipeId pipe, TimeSpan time)
    {
        var stop = new CancellationTokenSource();
        _waits.Add(pipe, stop);
        _ = ElapseAsync(pipe, time, stop.Token);
    }

    private async Task ElapseAsync(PipeId pipe, TimeSpan time, CancellationToken stopped)
    {
        await Task.Delay(time, services.Time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopped.IsCancellationRequested)
        {
            return;
        }

        mailbox.Post(() =>
        {
            if (!stopped.IsCancellationRequested)
            {
                Report(pipe, PipeEvent.Elapsed);
            }
        });
    }

    private void StopWaiting(PipeId pipe)
    {
        if (_waits.Remove(pipe, out var wait))
        {
            wait.Cancel();
            wait.Dispose();
        }
    }

    [LoggerMessage(EventIds.StreamNotPiped, LogLevel.Warning, "Stream {Stream} could not be piped from {From} to {To}: {Reason}")]
    private partial void LogNotPiped(string stream, ShardId from, ShardId to, string reason);
}
