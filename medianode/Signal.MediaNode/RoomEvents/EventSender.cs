using Signal.Contracts.Bus;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.RoomEvents;

/// <summary>
/// Sends room events in batches, several events of a room in one message. During an outage of the bus it retries the same batch; a message
/// that the bus rejects for its content is dropped, since a retry cannot succeed: the control plane detects the gap and requests the roster.
/// </summary>
internal sealed partial class EventSender(
    EventQueue queue,
    IMessageBus bus,
    RoomEventOptions options,
    NodeMetrics metrics,
    TimeProvider time,
    ILogger<EventSender> logger) : BackgroundService
{
    private IReadOnlyList<EventPack> _batch = [];
    private bool _outage;

    private int Waiting => _batch.Sum(pack => pack.Events) + queue.Count;

    /// <summary>Sends the remaining events, within a short timeout.</summary>
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
            LogLeftBehind(Waiting);
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
                    LogBusAway(error.Message, Waiting);
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
            await bus.SendAsync(BusEntities.RoomEvents, [.. _batch.Select(pack => pack.Message)], cancellationToken);
        }
        catch (BusMessageRefusedException error)
        {
            foreach (var refused in error.Refused)
            {
                var events = _batch.First(pack => pack.Message == refused.Message).Events;
                metrics.EventsDropped(events);
                LogRefused(events, refused.Message.SessionId, refused.Message.Body.Length, refused.Reason);
            }
        }

        _batch = [];
    }

    [LoggerMessage(EventIds.EventsDelayed, LogLevel.Warning, "Message bus is unavailable; {Count} room events are waiting: {Reason}")]
    private partial void LogBusAway(string reason, int count);

    [LoggerMessage(EventIds.EventsLeft, LogLevel.Warning, "Node stopped with {Count} unsent room events")]
    private partial void LogLeftBehind(int count);

    [LoggerMessage(EventIds.EventsResumed, LogLevel.Information, "Sending room events resumed")]
    private partial void LogBusBack();

    [LoggerMessage(EventIds.EventRefused, LogLevel.Error, "Message bus rejected {Count} events of room {Room}, {Bytes} bytes; dropped: {Reason}")]
    private partial void LogRefused(int count, string? room, int bytes, string reason);
}
