using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling.Events;

namespace Signal.MediaNode.Drain;

/// <summary>Tells the peers of a drain, and closes the rooms that are left at its deadline.</summary>
internal sealed partial class Drainer : IHostedService, IDisposable
{
    private readonly Lifecycle _lifecycle;
    private readonly RoomDirectory _rooms;
    private readonly TimeProvider _time;
    private readonly ILogger<Drainer> _logger;
    private readonly ITimer _deadline;

    public Drainer(Lifecycle lifecycle, RoomDirectory rooms, TimeProvider time, ILogger<Drainer> logger)
    {
        (_lifecycle, _rooms, _time, _logger) = (lifecycle, rooms, time, logger);
        _deadline = time.CreateTimer(_ => _ = CloseRoomsAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lifecycle.Changed += Follow;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _lifecycle.Changed -= Follow;
        return Task.CompletedTask;
    }

    /// <summary>Drains until no room is left, <paramref name="longest"/> has passed or <paramref name="hurry"/> fires; then closes what is left.</summary>
    public async Task DrainAsync(TimeSpan longest, CancellationToken hurry)
    {
        if (longest > TimeSpan.Zero && !_rooms.IsEmpty)
        {
            _lifecycle.Drain(_time.GetUtcNow() + longest);
            using var deadline = new CancellationTokenSource(longest, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, hurry);
            await _rooms.WhenEmpty().WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _lifecycle.Stop();
        await CloseRoomsAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _deadline.Dispose();

    private void Follow(Lifecycle.Stage stage)
    {
        LogStage(stage.State, stage.Deadline);
        if (stage is { State: NodeState.Draining, Deadline: { } deadline })
        {
            var left = deadline - _time.GetUtcNow();
            _deadline.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            _rooms.NotifyAll(new NodeDraining(deadline));
            return;
        }

        _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (stage.State == NodeState.Serving)
        {
            _rooms.NotifyAll(new NodeDraining(null));
        }
    }

    private Task CloseRoomsAsync() => Task.WhenAll(_rooms.All.Select(room => room.CloseAsync(RoomEndReason.NodeStopped)));

    [LoggerMessage(1701, LogLevel.Information, "The node is {State}, deadline {Deadline}.")]
    private partial void LogStage(NodeState state, DateTimeOffset? deadline);
}
