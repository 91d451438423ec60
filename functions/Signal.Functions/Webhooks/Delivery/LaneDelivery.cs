using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>
/// Delivers the items of one lane in order, while it holds the lane's lease: only one instance delivers a lane at a time.
/// </summary>
internal sealed partial class LaneDelivery(
    TableDatabase database, WebhookDirectory directory, WebhookSender sender, Backoff backoff, HeldLanes held,
    IOptions<WebhookOptions> options, TimeProvider time, ILogger<LaneDelivery> logger)
{
    private const int PageSize = 32;
    private const int MaxTries = 50;

    // For writes of the tables between two deliveries.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    // Renewed when half of it is left, which is enough for one delivery. A lane whose instance has crashed waits for its end.
    private readonly TimeSpan _lease = (options.Value.Timeout * 2) + Margin;
    private readonly Table<OutboxLane> _lanes = database.Open<OutboxLane>(WebhookTables.Outbox);
    private readonly Table<OutboxItem> _items = database.Open<OutboxItem>(WebhookTables.Outbox);
    private readonly Table<DeadLetter> _deadLetters = database.Open<DeadLetter>(WebhookTables.DeadLetters);
    private readonly string _self = Ids.New();

    /// <summary>Delivers until the lane is empty, an item fails, or another instance has the lease.</summary>
    /// <param name="key">The lane.</param>
    /// <param name="wake">Receives the lanes that wait for the same receiver once it has accepted an item.</param>
    /// <param name="cancellationToken">Stops the delivery.</param>
    public async Task DeliverAsync(LaneKey key, Action<LaneKey> wake, CancellationToken cancellationToken)
    {
        var lane = await TakeAsync(key, cancellationToken);
        while (lane is not null)
        {
            var page = await _items.PageAsync(Filter.RowPrefix(lane.PartitionKey, lane.ItemPrefix), PageSize, null, cancellationToken);
            if (page.Items.Count == 0)
            {
                lane = await GiveBackAsync(lane, cancellationToken);
            }

            foreach (var item in page.Items.TakeWhile(_ => lane is not null))
            {
                lane = await HandleAsync(lane!, item, wake, cancellationToken);
            }
        }
    }

    /// <summary>Whether this instance may deliver the lane now.</summary>
    public bool MayTake(OutboxLane lane) => lane.IsDueFor(_self, time.GetUtcNow());

    private async Task<OutboxLane?> TakeAsync(LaneKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lane = await _lanes.GetAsync(key.PartitionKey, key.RowKey, cancellationToken);
        if (lane is null || !lane.IsDueFor(_self, now))
        {
            return null;
        }

        lane.Owner = _self;
        lane.LeasedUntil = now + _lease;
        return await _lanes.TryReplaceAsync(lane, cancellationToken) ? lane : null;
    }

    /// <summary>Releases the lease of an empty lane. Returns the lane when an item was added in the meantime.</summary>
    private async Task<OutboxLane?> GiveBackAsync(OutboxLane lane, CancellationToken cancellationToken)
    {
        lane.Owner = null;
        lane.LeasedUntil = null;
        lane.Waiting = false;
        if (await _lanes.TryReplaceAsync(lane, cancellationToken))
        {
            return null;
        }

        return await RereadAsync(lane, cancellationToken);
    }

    /// <summary>Reads the lane again; null when this instance no longer has the lease.</summary>
    private async Task<OutboxLane?> RereadAsync(OutboxLane lane, CancellationToken cancellationToken) =>
        await _lanes.GetAsync(lane.PartitionKey, lane.RowKey, cancellationToken) is { } reread && reread.Owner == _self ? reread : null;

    /// <summary>Delivers one item. Returns the current lane; null when the lease was released.</summary>
    private async Task<OutboxLane?> HandleAsync(OutboxLane lane, OutboxItem item, Action<LaneKey> wake, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(lane.ServiceId, lane.WebhookId, cancellationToken) is not { } webhook)
        {
            return await DoneAsync(lane, item, cancellationToken);
        }

        string? error;
        try
        {
            error = await sender.SendAsync(webhook, item, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(lane, null, _ => { }, CancellationToken.None);
            throw;
        }

        if (error is null)
        {
            foreach (var waiting in held.Take(lane.WebhookId))
            {
                await WakeAsync(waiting, wake, cancellationToken);
            }

            return await DoneAsync(lane, item, cancellationToken);
        }

        var now = time.GetUtcNow();
        item.Attempts++;
        item.LastError = error;
        if (now >= item.AcceptedAt + options.Value.MaxAge)
        {
            await _deadLetters.UpsertAsync(DeadLetter.Of(lane, item, now), cancellationToken);
            LogDead(lane.WebhookId, item.EventId, item.Attempts, error);
            return await DoneAsync(lane, item, cancellationToken);
        }

        LogFailed(lane.WebhookId, item.EventId, item.Attempts, error);
        await EndAsync(lane, batch => batch.Replace(item), l => l.DueAt = now + backoff.After(item.Attempts), cancellationToken);
        held.Add(new LaneKey(lane.PartitionKey, lane.RowKey, lane.WebhookId));
        return null;
    }

    private async Task WakeAsync(LaneKey key, Action<LaneKey> wake, CancellationToken cancellationToken)
    {
        var lane = await _lanes.GetAsync(key.PartitionKey, key.RowKey, cancellationToken);
        if (lane is { Waiting: true, Owner: null } && lane.DueAt > time.GetUtcNow())
        {
            lane.DueAt = time.GetUtcNow();
            await _lanes.TryReplaceAsync(lane, cancellationToken);
            wake(key);
        }
    }

    /// <summary>Removes the item and renews the lease.</summary>
    private async Task<OutboxLane?> DoneAsync(OutboxLane lane, OutboxItem item, CancellationToken cancellationToken)
    {
        await _items.TryDeleteAsync(item, cancellationToken);
        var now = time.GetUtcNow();
        return now + (_lease / 2) < lane.LeasedUntil
            ? lane
            : await ChangeAsync(lane, null, l => l.LeasedUntil = now + _lease, cancellationToken);
    }

    private Task<OutboxLane?> EndAsync(
        OutboxLane lane, Action<TableBatch>? more, Action<OutboxLane> change, CancellationToken cancellationToken) =>
        ChangeAsync(
            lane,
            more,
            l =>
            {
                l.Owner = null;
                l.LeasedUntil = null;
                change(l);
            },
            cancellationToken);

    /// <summary>
    /// Changes the lane and an item, and retries on conflicts with newly accepted events; null when another instance has the lease.
    /// </summary>
    private async Task<OutboxLane?> ChangeAsync(OutboxLane lane, Action<TableBatch>? more, Action<OutboxLane> change, CancellationToken cancellationToken)
    {
        var current = lane;
        for (var attempt = 0; attempt < MaxTries && current is not null; attempt++)
        {
            var batch = new TableBatch(current.PartitionKey);
            change(current);
            batch.Replace(current);
            more?.Invoke(batch);
            var written = await _lanes.TryWriteAsync(batch, cancellationToken);
            current = await RereadAsync(lane, cancellationToken);
            if (written || current is null)
            {
                return current;
            }
        }

        throw new StorageUnavailableException(new TimeoutException($"Too many write conflicts on outbox lane {lane.RowKey}."));
    }

    [LoggerMessage(EventIds.WebhookAttemptFailed, LogLevel.Information, "Webhook {Webhook} failed for event {Event}, attempt {Attempt}: {Error}")]
    private partial void LogFailed(string webhook, string @event, int attempt, string error);

    [LoggerMessage(EventIds.WebhookDeadLettered, LogLevel.Warning,
        "Webhook {Webhook}: event {Event} became a dead letter after {Attempts} attempts: {Error}")]
    private partial void LogDead(string webhook, string @event, int attempts, string error);
}
