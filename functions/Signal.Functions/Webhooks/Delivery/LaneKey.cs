namespace Signal.Functions.Webhooks.Delivery;

/// <summary>Identifies a lane of the outbox.</summary>
public readonly record struct LaneKey(string PartitionKey, string RowKey, string WebhookId);
