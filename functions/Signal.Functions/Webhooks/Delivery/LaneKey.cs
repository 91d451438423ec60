namespace Signal.Functions.Webhooks.Delivery;

/// <summary>Names a lane of the outbox.</summary>
public readonly record struct LaneKey(string PartitionKey, string RowKey, string WebhookId);
