using System.Collections.Concurrent;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks;

/// <summary>The webhooks of each service, remembered for a moment: they are asked for with every event.</summary>
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

    /// <summary>A webhook; null when there is none. One that is not remembered is looked up: it may be younger than the memory.</summary>
    public async ValueTask<WebhookEntity?> FindAsync(string serviceId, string webhookId, CancellationToken cancellationToken) =>
        (await ListAsync(serviceId, cancellationToken)).FirstOrDefault(w => w.RowKey == webhookId)
            ?? await _webhooks.GetAsync(serviceId, webhookId, cancellationToken);

    /// <summary>Forgets what is known of a service, after a change made here.</summary>
    public void Forget(string serviceId) => _known.TryRemove(serviceId, out _);
}
