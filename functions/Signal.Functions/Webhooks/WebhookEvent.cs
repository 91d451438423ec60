using System.Text.Json.Nodes;

namespace Signal.Functions.Webhooks;

/// <summary>An event for webhooks.</summary>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="At">When the event occurred.</param>
/// <param name="Subject">The subject, relative to the service: <c>rooms/{id}</c> or <c>nodes/{id}</c>.</param>
/// <param name="Data">The payload.</param>
public sealed record WebhookEvent(string Type, DateTimeOffset At, string Subject, JsonObject Data);

/// <summary>
/// The source of an event, for deduplication: <paramref name="Sequence"/> and, within it, <paramref name="Index"/> increase within
/// <paramref name="Name"/>.
/// </summary>
/// <param name="Name">The source: a node and its epoch.</param>
/// <param name="Sequence">The sequence number within the source.</param>
/// <param name="Index">The index among the events with the same sequence number.</param>
public sealed record EventSource(string Name, long Sequence, int Index = 0);
