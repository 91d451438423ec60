using System.Collections.Concurrent;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>The lanes of each webhook that wait for their next attempt: the first success of any lane says that the receiver is back.</summary>
internal sealed class HeldLanes
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<LaneKey, bool>> _lanes = new(StringComparer.Ordinal);

    /// <summary>A lane waits.</summary>
    public void Add(LaneKey lane) => _lanes.GetOrAdd(lane.WebhookId, _ => new())[lane] = true;

    /// <summary>Takes the lanes that wait for a webhook's receiver.</summary>
    public IReadOnlyCollection<LaneKey> Take(string webhookId) => _lanes.TryRemove(webhookId, out var lanes) ? [.. lanes.Keys] : [];
}
