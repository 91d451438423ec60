namespace Signal.Functions.Webhooks.Outbox;

/// <summary>An event to accept.</summary>
/// <param name="Id">The CloudEvents id: that of the event itself, the same however often it is accepted or sent.</param>
/// <param name="Source">Where it comes from; null: it is accepted whether it was before or not.</param>
/// <param name="Event">The event.</param>
public sealed record OutboxEntry(string Id, EventSource? Source, WebhookEvent Event);
