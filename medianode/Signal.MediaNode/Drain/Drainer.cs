using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Drain;

/// <summary>
/// Notifies peers of a drain. At the deadline of a drain that a command started, it moves the remaining rooms and closes those that do not
/// move.
/// </summary>
internal sealed partial class Drainer(
    Lifecycle lifecycle, RoomDirectory rooms, RoomMigration migration, TimeProvider time, ILogger<Drainer> logger) : IHostedService, IDisposable
{
    private CancellationTokenSource _stage = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifecycle.Changed += Follow;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lifecycle.Changed -= Follow;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _stage.Dispose();

    private void Follow(Lifecycle.Stage stage)
    {
        LogStage(stage.State, stage.Deadline);
        using (var previous = _stage)
        {
            _stage = new CancellationTokenSource();
            previous.Cancel();
        }

        if (stage.State != NodeState.Stopping)
        {
            rooms.NotifyAll(new NodeDraining(stage.Deadline));
        }

        if (stage.State == NodeState.Draining)
        {
            rooms.CloseEmpty();
        }

        if (stage is { Cancellable: true, Deadline: { } deadline })
        {
            _ = FinishAsync(deadline, _stage.Token);
        }
    }

    private async Task FinishAsync(DateTimeOffset deadline, CancellationToken otherStage)
    {
        try
        {
            var left = deadline - time.GetUtcNow();
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, otherStage);
            await migration.RunAsync(MigrateReason.Draining, otherStage);
            otherStage.ThrowIfCancellationRequested();
            await rooms.CloseAllAsync(RoomEndReason.NodeStopped);
        }
        catch (OperationCanceledException)
        {
            // The drain was cancelled, its deadline changed, or the node is stopping.
        }
    }

    [LoggerMessage(EventIds.DrainState, LogLevel.Information, "Node is {State}, deadline {Deadline}")]
    private partial void LogStage(NodeState state, DateTimeOffset? deadline);
}
