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
                await bus.SendAsync(BusEntities.RoomEvents, _batch, either.Token);
                _batch = [];
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
                await bus.SendAsync(BusEntities.RoomEvents, _batch, stoppingToken);
                _batch = [];
            }
            catch (BusUnavailableException error)
            {
                LogBusAway(error.Message, _batch.Count + queue.Count);
                await Task.Delay(options.RetryInterval, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "The bus is away, {Count} room events wait: {Reason}")]
    private partial void LogBusAway(string reason, int count);

    [LoggerMessage(1502, LogLevel.Warning, "Stopped with {Count} room events that the bus did not take.")]
    private partial void LogLeftBehind(int count);
}
