using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Delivery;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>
/// Accepts events for delivery. An accepted event is stored in the tables, and is delivered at least once or becomes a dead letter.
/// </summary>
public sealed class WebhookOutbox(TableDatabase database, WebhookDirectory directory, WebhookDispatcher dispatcher, TimeProvider time)
{
    private const int MaxEventsInBatch = TableBatch.MaxSize - 1;
    private const int MaxTries = 100;
    private readonly Table<OutboxLane> _lanes = database.Open<OutboxLane>(WebhookTables.Outbox);

    /// <summary>
    /// Accepts events, in order. Idempotent, so that a caller can retry after a crash: accept the events first, then mark the source as
    /// folded.
    /// </summary>
    /// <param name="serviceId">The service whose webhooks receive the events.</param>
    /// <param name="order">The ordering key, such as a room id: events with the same key are delivered in the order of acceptance.</param>
    /// <param name="entries">The events.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task AcceptAsync(string serviceId, string order, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        foreach (var webhook in await directory.ListAsync(serviceId, cancellationToken))
        {
            var key = OutboxLane.For(serviceId, webhook.RowKey, order);
            foreach (var chunk in entries.Where(e => webhook.Wants(e.Event.Type)).Chunk(MaxEventsInBatch))
            {
                await AcceptAsync(key, chunk, cancellationToken);
            }
        }
    }

    /// <summary>Accepts an event for one webhook, regardless of its subscribed types.</summary>
    public Task AcceptAsync(string serviceId, string webhookId, string order, OutboxEntry entry, CancellationToken cancellationToken) =>
        AcceptAsync(OutboxLane.For(serviceId, webhookId, order), [entry], cancellationToken);

    private async Task AcceptAsync(OutboxLane key, OutboxEntry[] entries, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var now = time.GetUtcNow();
            var found = await _lanes.GetAsync(key.PartitionKey, key.RowKey, cancellationToken);
            var lane = found ?? OutboxLane.For(key.ServiceId, key.WebhookId, key.Subject);
            var fresh = entries.Where(e => e.Source is null || !lane.HasSeen(e.Source)).ToArray();
            if (fresh.Length == 0)
            {
                return;
            }

            lane.DueAt = lane.Waiting ? lane.DueAt : now;
            lane.Waiting = true;
            var batch = new TableBatch(lane.PartitionKey);
            foreach (var entry in fresh)
            {
                batch.Insert(Item(lane, entry.Id, entry.Event, now));
                if (entry.Source is not null)
                {
                    lane.See(entry.Source);
                }
            }

            _ = found is null ? batch.Insert(lane) : batch.Replace(lane);
            if (await _lanes.TryWriteAsync(batch, cancellationToken))
            {
                dispatcher.Notify(new LaneKey(key.PartitionKey, key.RowKey, key.WebhookId));
                return;
            }
        }

        throw new StorageUnavailableException(new TimeoutException($"Too many write conflicts on outbox lane {key.RowKey}."));
    }

    private static OutboxItem Item(OutboxLane lane, string id, WebhookEvent webhookEvent, DateTimeOffset now)
    {
        var number = lane.Next++;
        return new OutboxItem
        {
            PartitionKey = lane.PartitionKey,
            RowKey = lane.ItemKey(number),
            EventId = id,
            Type = webhookEvent.Type,
            Body = CloudEvent.Write(id, lane.ServiceId, webhookEvent, number),
            AcceptedAt = now,
        };
    }
}
