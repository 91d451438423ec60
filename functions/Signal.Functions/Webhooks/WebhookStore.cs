using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks;

/// <summary>Creates, changes and deletes webhooks.</summary>
public sealed class WebhookStore : IOwnedByService
{
    private static readonly TimeSpan FormerSecretAge = TimeSpan.FromDays(1);
    private readonly Table<WebhookEntity> _webhooks;
    private readonly Table<DeadLetter> _deadLetters;
    private readonly WebhookRules _rules;
    private readonly WebhookSecrets _secrets;
    private readonly WebhookDirectory _directory;
    private readonly IOptions<WebhookOptions> _options;
    private readonly TimeProvider _time;

    internal WebhookStore(
        TableDatabase database, WebhookRules rules, WebhookSecrets secrets, WebhookDirectory directory, IOptions<WebhookOptions> options, TimeProvider time)
    {
        _webhooks = database.Open<WebhookEntity>(WebhookTables.Webhooks);
        _deadLetters = database.Open<DeadLetter>(WebhookTables.DeadLetters);
        (_rules, _secrets, _directory, _options, _time) = (rules, secrets, directory, options, time);
    }

    /// <summary>Validates a webhook's fields.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void Validate(WebhookSpec spec) => _rules.Validate(spec);

    /// <summary>All webhooks of a service, in order of creation.</summary>
    public async Task<IReadOnlyList<WebhookEntity>> ListAsync(string serviceId, CancellationToken cancellationToken)
    {
        _directory.Forget(serviceId);
        return await _directory.ListAsync(serviceId, cancellationToken);
    }

    /// <summary>Finds a webhook.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<WebhookEntity> GetAsync(string serviceId, string webhookId, CancellationToken cancellationToken) =>
        (Ids.IsWellFormed(webhookId) ? await _webhooks.GetAsync(serviceId, webhookId, cancellationToken) : null) ?? throw Problems.NotFound().AsException();

    /// <summary>
    /// Creates a webhook and its secret. A retry with the same id creates a new secret, since the first response may have been lost.
    /// </summary>
    /// <exception cref="ProblemException">400: invalid fields; 403: the service has reached its maximum number of webhooks.</exception>
    public async Task<(WebhookEntity Webhook, string Secret)> CreateAsync(string serviceId, string id, WebhookSpec spec, CancellationToken cancellationToken)
    {
        _rules.Validate(spec);
        var others = (await ListAsync(serviceId, cancellationToken)).Count(w => w.RowKey != id);
        if (others >= _options.Value.MaxPerService)
        {
            var detail = $"At most {_options.Value.MaxPerService} webhooks.";
            throw Problems.Make(403, ProblemCodes.QuotaExceeded, "The service's quota is exceeded.", detail).AsException();
        }

        var secret = WebhookSecrets.Generate();
        var webhook = new WebhookEntity
        {
            PartitionKey = serviceId, RowKey = id, CreatedAt = _time.GetUtcNow(), Secret = _secrets.Seal(serviceId, id, secret),
        };
        Apply(webhook, spec);
        await _webhooks.UpsertAsync(webhook, cancellationToken);
        _directory.Forget(serviceId);
        return (webhook, secret);
    }

    /// <summary>Changes a webhook.</summary>
    /// <exception cref="ProblemException">400; 404.</exception>
    public Task<WebhookEntity> ReplaceAsync(string serviceId, string webhookId, WebhookSpec spec, CancellationToken cancellationToken)
    {
        _rules.Validate(spec);
        return ChangeAsync(serviceId, webhookId, webhook => Apply(webhook, spec), cancellationToken);
    }

    /// <summary>Creates a new secret; the previous one also signs for one day.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<(WebhookEntity Webhook, string Secret)> RotateSecretAsync(string serviceId, string webhookId, CancellationToken cancellationToken)
    {
        var secret = WebhookSecrets.Generate();
        var changed = await ChangeAsync(
            serviceId,
            webhookId,
            webhook =>
            {
                webhook.FormerSecret = webhook.Secret;
                webhook.FormerSecretUntil = _time.GetUtcNow() + FormerSecretAge;
                webhook.Secret = _secrets.Seal(serviceId, webhookId, secret);
            },
            cancellationToken);
        return (changed, secret);
    }

    /// <summary>Deletes a webhook and its dead letters. Its undelivered events are dropped when they are due.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task DeleteAsync(string serviceId, string webhookId, CancellationToken cancellationToken)
    {
        await GetAsync(serviceId, webhookId, cancellationToken);
        await Sweeper.DeleteAsync(_deadLetters, Filter.Partition(DeadLetter.Partition(serviceId, webhookId)), cancellationToken);
        await _webhooks.DeleteAsync(serviceId, webhookId, cancellationToken);
        _directory.Forget(serviceId);
    }

    /// <inheritdoc/>
    public async Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken)
    {
        foreach (var webhook in await ListAsync(serviceId, cancellationToken))
        {
            await Sweeper.DeleteAsync(_deadLetters, Filter.Partition(DeadLetter.Partition(serviceId, webhook.RowKey)), cancellationToken);
        }

        await Sweeper.DeleteAsync(_webhooks, Filter.Partition(serviceId), cancellationToken);
        _directory.Forget(serviceId);
    }

    private async Task<WebhookEntity> ChangeAsync(string serviceId, string webhookId, Action<WebhookEntity> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var webhook = await GetAsync(serviceId, webhookId, cancellationToken);
            change(webhook);
            if (await _webhooks.TryReplaceAsync(webhook, cancellationToken))
            {
                _directory.Forget(serviceId);
                return webhook;
            }
        }
    }

    private static void Apply(WebhookEntity webhook, WebhookSpec spec)
    {
        webhook.Url = spec.Url;
        webhook.Events = spec.Events is null ? null : string.Join(',', spec.Events.Distinct(StringComparer.Ordinal));
        webhook.Description = spec.Description;
        webhook.Enabled = spec.Enabled;
    }
}
