using System.Collections.Concurrent;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>
/// The lanes of each webhook that wait for a retry: the first success of any lane shows that the receiver is available again.
/// </summary>
internal sealed class HeldLanes
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<LaneKey, bool>> _lanes = new(StringComparer.Ordinal);

    /// <summary>Adds a waiting lane.</summary>
    public void Add(LaneKey lane) => _lanes.GetOrAdd(lane.WebhookId, _ => new())[lane] = true;

    /// <summary>Removes and returns the waiting lanes of a webhook.</summary>
    public IReadOnlyCollection<LaneKey> Take(string webhookId) => _lanes.TryRemove(webhookId, out var lanes) ? [.. lanes.Keys] : [];
}
