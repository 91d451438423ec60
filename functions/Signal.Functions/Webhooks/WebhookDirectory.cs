using System.Collections.Concurrent;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>The webhooks of each service, cached for a short time, since every event needs them.</summary>
public sealed class WebhookDirectory(TableDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);
    private readonly Table<WebhookEntity> _webhooks = database.Open<WebhookEntity>(WebhookTables.Webhooks);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<WebhookEntity> Webhooks, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>All webhooks of a service, in order of creation.</summary>
    public async ValueTask<IReadOnlyList<WebhookEntity>> ListAsync(string serviceId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(serviceId, out var known) && now < known.Until)
        {
            return known.Webhooks;
        }

        List<WebhookEntity> found = [];
        await foreach (var webhook in _webhooks.QueryAsync(Filter.Partition(serviceId), cancellationToken))
        {
            found.Add(webhook);
        }

        found.Sort((a, b) => a.CreatedAt.CompareTo(b.CreatedAt));
        _known[serviceId] = (found, now + Age);
        return found;
    }

    /// <summary>
    /// Finds a webhook; null when it does not exist. A webhook that is not cached is read: it may be newer than the cache.
    /// </summary>
    public async ValueTask<WebhookEntity?> FindAsync(string serviceId, string webhookId, CancellationToken cancellationToken) =>
        (await ListAsync(serviceId, cancellationToken)).FirstOrDefault(w => w.RowKey == webhookId)
            ?? await _webhooks.GetAsync(serviceId, webhookId, cancellationToken);

    /// <summary>Invalidates the cached webhooks of a service after a local change.</summary>
    public void Forget(string serviceId) => _known.TryRemove(serviceId, out _);
}
