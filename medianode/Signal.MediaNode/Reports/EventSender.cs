using Signal.Contracts.Bus;

namespace Signal.MediaNode.Reports;

/// <summary>Sends room events, in order and in batches, again and again until the bus has them. Repetitions are told by their sequence.</summary>
internal sealed partial class EventSender(
    EventQueue queue,
    IMessageBus bus,
    ReportOptions options,
    TimeProvider time,
    ILogger<EventSender> logger) : BackgroundService
{
    private IReadOnlyList<BusMessage> _batch = [];

    /// <summary>Sends what is left, as far as a short time allows.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(options.FlushTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (_batch.Count > 0 || (_batch = queue.TakeNow(options.MaxBatch)).Count > 0)
            {
                await SendBatchAsync(either.Token);
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
                _batch = await queue.TakeAsync(options.MaxBatch, stoppingToken);
            }

            try
            {
                await SendBatchAsync(stoppingToken);
            }
            catch (BusUnavailableException error)
            {
                LogBusAway(error.Message, _batch.Count + queue.Count);
                await Task.Delay(options.RetryInterval, time, stoppingToken);
            }
        }
    }

    /// <summary>Sends the batch. An event that the bus refuses for its content is dropped: no repetition would bring it through.</summary>
    private async Task SendBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bus.SendAsync(BusEntities.RoomEvents, _batch, cancellationToken);
        }
        catch (BusMessageRefusedException error)
        {
            foreach (var refusal in error.Refused)
            {
                LogRefused(refusal.Message.SessionId, refusal.Message.Body.Length, refusal.Reason);
            }
        }

        _batch = [];
    }

    [LoggerMessage(1501, LogLevel.Warning, "The bus is away, {Count} room events wait: {Reason}")]
    private partial void LogBusAway(string reason, int count);

    [LoggerMessage(1507, LogLevel.Error, "An event of room {Room} with {Bytes} bytes was refused and dropped: {Reason}")]
    private partial void LogRefused(string? room, int bytes, string reason);

    [LoggerMessage(1502, LogLevel.Warning, "Stopped with {Count} room events that the bus did not take.")]
    private partial void LogLeftBehind(int count);
}
