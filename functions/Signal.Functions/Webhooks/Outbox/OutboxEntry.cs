namespace Signal.Functions.Webhooks.Outbox;

/// <summary>An event to accept.</summary>
/// <param name="Id">The CloudEvents id of the event; the same when it is accepted or sent again.</param>
/// <param name="Source">The source, for deduplication; null: no deduplication.</param>
/// <param name="Event">The event.</param>
public sealed record OutboxEntry(string Id, EventSource? Source, WebhookEvent Event);
