using Signal.Contracts.Bus;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.RoomEvents;

/// <summary>
/// Sends room events in batches, several events of a room in one message. An outage of the bus is waited out, with the same batch; a message that the bus refuses for its content
/// is dropped, since sending it again cannot succeed: the control plane sees the hole and asks for the roster.
/// </summary>
internal sealed partial class EventSender(
    EventQueue queue,
    IMessageBus bus,
    RoomEventOptions options,
    NodeMetrics metrics,
    TimeProvider time,
    ILogger<EventSender> logger) : BackgroundService
{
    private IReadOnlyList<BusMessage> _batch = [];
    private bool _outage;

    /// <summary>Sends what is left, as far as a short time allows.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(options.FlushTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (_batch.Count > 0 || (_batch = EventPacking.Pack(queue.TakeNow(options.MaxBatch))).Count > 0)
            {
                await SendAsync(linked.Token);
            }
        }
        catch (Exception error) when (error is BusUnavailableException or OperationCanceledException)
        {
            LogLeftBehind(_batch.Count + queue.Count);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (_batch.Count == 0)
            {
                await GatherAsync(stoppingToken);
                _batch = EventPacking.Pack(await queue.TakeAsync(options.MaxBatch, stoppingToken));
            }

            try
            {
                await SendAsync(stoppingToken);
                if (_outage)
                {
                    LogBusBack();
                }

                _outage = false;
            }
            catch (BusUnavailableException error)
            {
                if (!_outage)
                {
                    LogBusAway(error.Message, _batch.Count + queue.Count);
                }

                _outage = true;
                await Task.Delay(options.RetryInterval, time, stoppingToken);
            }
        }
    }

    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        await queue.WaitAsync(cancellationToken);
        if (options.GatherTime > TimeSpan.Zero && queue.Count < options.MaxBatch)
        {
            await Task.Delay(options.GatherTime, time, cancellationToken);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bus.SendAsync(BusEntities.RoomEvents, _batch, cancellationToken);
        }
        catch (BusMessageRefusedException error)
        {
            foreach (var refused in error.Refused)
            {
                metrics.EventDropped();
                LogRefused(refused.Message.MessageId, refused.Message.Body.Length, refused.Reason);
            }
        }

        _batch = [];
    }

    [LoggerMessage(EventIds.EventsDelayed, LogLevel.Warning, "Bus is unavailable, {Count} room events wait: {Reason}")]
    private partial void LogBusAway(string reason, int count);

    [LoggerMessage(EventIds.EventsLeft, LogLevel.Warning, "Stopped with {Count} room events unsent")]
    private partial void LogLeftBehind(int count);

    [LoggerMessage(EventIds.EventsResumed, LogLevel.Information, "Room events are sent again")]
    private partial void LogBusBack();

    [LoggerMessage(EventIds.EventRefused, LogLevel.Error, "Room event {Id} of {Bytes} bytes was refused by the bus and dropped: {Reason}")]
    private partial void LogRefused(string? id, int bytes, string reason);
}
