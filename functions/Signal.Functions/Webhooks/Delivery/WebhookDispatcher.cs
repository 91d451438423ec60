using Microsoft.Extensions.Logging;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>
/// Delivers lanes in the background: immediately when notified, and when the timer finds a due lane. The number of concurrent lanes per
/// webhook is limited, so that a slow receiver does not delay others.
/// </summary>
public sealed partial class WebhookDispatcher : IAsyncDisposable
{
    private const int LanesPerWebhook = 8;
    private readonly Table<OutboxLane> _lanes;
    private readonly LaneDelivery _delivery;
    private readonly HeldLanes _held;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<LaneKey, Run> _running = [];
    private readonly Dictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    internal WebhookDispatcher(
        TableDatabase database, LaneDelivery delivery, HeldLanes held, TimeProvider time, ILogger<WebhookDispatcher> logger)
    {
        _lanes = database.Open<OutboxLane>(WebhookTables.Outbox);
        _delivery = delivery;
        _held = held;
        _time = time;
        _logger = logger;
    }

    /// <summary>Starts the delivery of a lane; a lane in delivery is checked once more.</summary>
    public void Notify(LaneKey lane)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            if (_running.TryGetValue(lane, out var run))
            {
                run.Again = true;
                return;
            }

            if (!_slots.TryGetValue(lane.WebhookId, out var slots))
            {
                _slots[lane.WebhookId] = slots = new SemaphoreSlim(LanesPerWebhook);
            }

            run = new Run();
            _running[lane] = run;
            run.Task = Task.Run(() => RunAsync(lane, run, slots));
        }
    }

    /// <summary>Starts the delivery of all due lanes, and waits for them until the timeout.</summary>
    /// <returns>The number of due lanes.</returns>
    public async Task<int> SweepAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var due = 0;
        for (var shard = 0; shard < OutboxLane.Shards; shard++)
        {
            var filter = $"{Filter.RowPrefix($"{shard:x}", OutboxLane.Prefix)} and Waiting eq true";
            await foreach (var lane in _lanes.QueryAsync(filter, cancellationToken))
            {
                var key = new LaneKey(lane.PartitionKey, lane.RowKey, lane.WebhookId);
                if (lane.IsDue(_time.GetUtcNow()) || (_delivery.MayTake(lane) && !IsRunning(key)))
                {
                    due++;
                    Notify(key);
                }
                else if (lane.Owner is null)
                {
                    _held.Add(key);
                }
            }
        }

        await Task.WhenAny(Task.WhenAll(Running()), Task.Delay(timeout, _time, cancellationToken));
        return due;
    }

    /// <summary>Deletes lanes without activity for two days: events of their sources can no longer be repeated.</summary>
    public Task<int> ForgetIdleAsync(CancellationToken cancellationToken) => Sweeper.DeleteAsync(
        _lanes,
        Azure.Data.Tables.TableClient.CreateQueryFilter(
            $"RowKey ge {OutboxLane.Prefix} and RowKey lt {OutboxLane.Prefix + "g"} and Waiting eq false and Timestamp lt {_time.GetUtcNow().AddDays(-2)}"),
        cancellationToken);

    /// <summary>Stops; events in delivery may be delivered again later.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _stopping.Cancel();
        }

        await Task.WhenAll(Running());
        _stopping.Dispose();
    }

    private bool IsRunning(LaneKey lane)
    {
        lock (_lock)
        {
            return _running.ContainsKey(lane);
        }
    }

    private Task[] Running()
    {
        lock (_lock)
        {
            return [.. _running.Values.Select(run => run.Task)];
        }
    }

    private async Task RunAsync(LaneKey lane, Run run, SemaphoreSlim slots)
    {
        do
        {
            try
            {
                await slots.WaitAsync(_stopping.Token);
                try
                {
                    await _delivery.DeliverAsync(lane, Notify, _stopping.Token);
                }
                finally
                {
                    slots.Release();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(lane.RowKey, exception);
            }
        }
        while (ShouldContinue(lane, run));
    }

    private bool ShouldContinue(LaneKey lane, Run run)
    {
        lock (_lock)
        {
            if (!run.Again)
            {
                _running.Remove(lane);
                return false;
            }

            run.Again = false;
            return true;
        }
    }

    private sealed class Run
    {
        public Task Task { get; set; } = Task.CompletedTask;

        public bool Again { get; set; }
    }

    [LoggerMessage(EventIds.WebhookLaneFailed, LogLevel.Warning, "Webhook outbox lane {Lane} failed; retrying at the next timer")]
    private partial void LogFailed(string lane, Exception exception);
}
