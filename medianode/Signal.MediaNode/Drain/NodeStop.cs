using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Drain;

/// <summary>
/// Stops the node. Every stop request passes through this class. The folder's README describes the order of the steps and their timeouts.
/// </summary>
internal sealed partial class NodeStop(
    Lifecycle lifecycle,
    RoomDirectory rooms,
    RoomMigration migration,
    HubLinks links,
    WorkerPool workers,
    DrainOptions options,
    TimeProvider time,
    IHostApplicationLifetime application,
    ILogger<NodeStop> logger) : IHostedLifecycleService, IDisposable
{
    private const int DeadlineExitCode = 3;
    private readonly CancellationTokenSource _hurry = new();
    private readonly Lock _lock = new();
    private ITimer? _deadline;
    private Task? _ending;

    /// <summary>
    /// Stops the process: after <see cref="DrainOptions.OnStop"/>, or immediately when <paramref name="reason"/> is not the signal's. A
    /// second call skips the remaining waits.
    /// </summary>
    public void Request(MigrateReason reason)
    {
        lock (_lock)
        {
            if (_deadline is not null)
            {
                Hurry(_deadline);
                return;
            }

            var grace = reason == MigrateReason.Stopping ? options.OnStop : TimeSpan.Zero;
            _deadline = time.CreateTimer(_ => Kill(), null, grace + options.MigrateTimeout + options.StopTimeout, Timeout.InfiniteTimeSpan);
            LogRequested(reason);
            _ = RunAsync(reason, grace);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs when the host begins to stop, before any connection is closed.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => EndAsync(MigrateReason.Stopping);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _hurry.Dispose();

    private void Hurry(ITimer deadline)
    {
        if (_ending is not { IsCompleted: true } && !_hurry.IsCancellationRequested)
        {
            deadline.Change(options.StopTimeout, Timeout.InfiniteTimeSpan);
            _hurry.Cancel();
        }
    }

    private async Task RunAsync(MigrateReason reason, TimeSpan grace)
    {
        try
        {
            if (grace > TimeSpan.Zero && !rooms.IsEmpty)
            {
                lifecycle.Leave(time.GetUtcNow() + grace);
                var left = lifecycle.Now.Deadline - time.GetUtcNow() ?? TimeSpan.Zero;
                await rooms.WhenEmpty().WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, _hurry.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await EndAsync(reason);
        }
        finally
        {
            application.StopApplication();
        }
    }

    /// <summary>Moves or closes all rooms. Runs once.</summary>
    private Task EndAsync(MigrateReason reason)
    {
        lock (_lock)
        {
            return _ending ??= MoveAndCloseAsync(reason);
        }
    }

    private async Task MoveAndCloseAsync(MigrateReason reason)
    {
        lifecycle.Stop();
        await migration.RunAsync(reason, _hurry.Token);
        workers.Close();
        await rooms.CloseAllAsync(RoomEndReason.NodeStopped).WaitAsync(options.StopTimeout / 2, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!rooms.IsEmpty)
        {
            LogRoomsLeft(rooms.All.Count());
        }

        // The last messages to clients may not have left the process yet.
        await links.CloseAllAsync(options.StopTimeout / 4, time);
    }

    private void Kill()
    {
        LogDeadline(options.StopTimeout);
        Environment.Exit(DeadlineExitCode);
    }

    [LoggerMessage(EventIds.StopRequested, LogLevel.Information, "Node is stopping: {Reason}")]
    private partial void LogRequested(MigrateReason reason);

    [LoggerMessage(EventIds.RoomsLeft, LogLevel.Error, "Node stopped with {Count} rooms that did not close in time")]
    private partial void LogRoomsLeft(int count);

    [LoggerMessage(EventIds.StopDeadlineReached, LogLevel.Critical, "Process did not stop within {Timeout}; terminating it")]
    private partial void LogDeadline(TimeSpan timeout);
}
