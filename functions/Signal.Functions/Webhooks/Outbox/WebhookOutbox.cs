using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Delivery;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>Takes events in for delivery. An event that was accepted is in the tables, and is delivered at least once or becomes a dead letter.</summary>
public sealed class WebhookOutbox(TableDatabase database, WebhookDirectory directory, WebhookDispatcher dispatcher, TimeProvider time)
{
    private const int MaxEventsInBatch = TableBatch.MaxSize - 1;
    private const int MaxTries = 100;
    private readonly Table<OutboxLane> _lanes = database.Open<OutboxLane>(WebhookTables.Outbox);

    /// <summary>
    /// Accepts the events that came of one thing that happened. Accepting the same source again does nothing, so that a caller that died in
    /// between may repeat: accept first, then note the source as folded.
    /// </summary>
    /// <param name="serviceId">Whose webhooks.</param>
    /// <param name="order">Events of one order (a room id) are delivered in the order of acceptance.</param>
    /// <param name="source">Where the events come from.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task AcceptAsync(
        string serviceId, string order, EventSource source, IReadOnlyList<WebhookEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        foreach (var webhook in await directory.ListAsync(serviceId, cancellationToken))
        {
            var key = OutboxLane.For(serviceId, webhook.RowKey, order);
            var wanted = events.Index().Where(e => webhook.Wants(e.Item.Type))
                .Select(e => (Id: Ids.HashKey($"{serviceId} {order} {source.Name} {source.Sequence} {e.Index}"), Event: e.Item)).ToArray();
            var chunks = wanted.Chunk(MaxEventsInBatch).ToArray();
            for (var i = 0; i < chunks.Length; i++)
            {
                // All chunks but the last leave the source open, so that a repetition goes on where it stopped.
                var part = chunks.Length == 1 ? source : new EventSource($"{source.Name}#{source.Sequence}", i);
                await AcceptAsync(key, i == chunks.Length - 1 ? [part, source] : [part], source, chunks[i], cancellationToken);
            }
        }
    }

    /// <summary>Accepts events for one webhook, whether they were accepted before or not.</summary>
    public async Task AcceptAsync(
        string serviceId, string webhookId, string order, IReadOnlyList<(string Id, WebhookEvent Event)> events, CancellationToken cancellationToken)
    {
        foreach (var chunk in events.Chunk(MaxEventsInBatch))
        {
            await AcceptAsync(OutboxLane.For(serviceId, webhookId, order), [], null, chunk, cancellationToken);
        }
    }

    private async Task AcceptAsync(
        OutboxLane key, EventSource[] seen, EventSource? whole, (string Id, WebhookEvent Event)[] events, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var now = time.GetUtcNow();
            var found = await _lanes.GetAsync(key.PartitionKey, key.RowKey, cancellationToken);
            var lane = found ?? OutboxLane.For(key.ServiceId, key.WebhookId, key.Subject);
            if ((whole is not null && lane.HasSeen(whole)) || seen.Any(lane.HasSeen))
            {
                return;
            }

            lane.DueAt = lane.Waiting ? lane.DueAt : now;
            lane.Waiting = true;
            Array.ForEach(seen, lane.See);
            var batch = new TableBatch(lane.PartitionKey);
            foreach (var (id, webhookEvent) in events)
            {
                batch.Insert(Item(lane, id, webhookEvent, now));
            }

            _ = found is null ? batch.Insert(lane) : batch.Replace(lane);
            if (await _lanes.TryWriteAsync(batch, cancellationToken))
            {
                dispatcher.Notify(new LaneKey(key.PartitionKey, key.RowKey, key.WebhookId));
                return;
            }
        }

        throw new InvalidOperationException($"The outbox lane {key.RowKey} is too busy.");
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
