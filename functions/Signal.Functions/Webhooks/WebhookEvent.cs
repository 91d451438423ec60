using System.Text.Json.Nodes;

namespace Signal.Functions.Webhooks;

/// <summary>Something to tell webhooks of.</summary>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Subject">What it is about, below the service: <c>rooms/{id}</c> or <c>nodes/{id}</c>.</param>
/// <param name="Data">What it tells.</param>
public sealed record WebhookEvent(string Type, DateTimeOffset At, string Subject, JsonObject Data);

/// <summary>
/// Where an event comes from, so that one that is folded twice is sent once: <paramref name="Sequence"/> and, within it, <paramref name="Index"/>
/// count up within <paramref name="Name"/>.
/// </summary>
/// <param name="Name">The source: a node and its epoch.</param>
/// <param name="Sequence">The source's own count.</param>
/// <param name="Index">The number among the events of one count.</param>
public sealed record EventSource(string Name, long Sequence, int Index = 0);
