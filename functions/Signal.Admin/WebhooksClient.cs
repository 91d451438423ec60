using System.Text.Json.Nodes;

namespace Signal.Admin;

/// <summary>Manages webhooks and their dead letters: the events that could not be delivered.</summary>
public sealed class WebhooksClient
{
    private const string Root = "v1/webhooks";
    private readonly AdminTransport _transport;

    internal WebhooksClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a webhook. Only this response contains its secret, in <see cref="Webhook.Secret"/>.</summary>
    public Task<Webhook> CreateAsync(WebhookSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Lists all webhooks of the service.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync<ListPage<Webhook>>(new AdminRequest(HttpMethod.Get, Root), cancellationToken)).Items;

    /// <summary>Gets a webhook.</summary>
    public Task<Webhook> GetAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Get, PathOf(webhookId)), cancellationToken);

    /// <summary>Changes some settings with a JSON merge patch (RFC 7396); null removes a setting.</summary>
    public Task<Webhook> PatchAsync(string webhookId, JsonObject patch, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Patch, PathOf(webhookId)) { Body = patch }, cancellationToken);

    /// <summary>Deletes a webhook and its undelivered events.</summary>
    public Task DeleteAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(webhookId)), cancellationToken);

    /// <summary>
    /// Creates a new secret, which only this response contains. For one day deliveries are signed with the previous secret as well.
    /// </summary>
    public Task<Webhook> RotateSecretAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Post, PathOf(webhookId) + "/secret") { IsRepeatable = false }, cancellationToken);

    /// <summary>Sends a test event of type <c>ping</c>.</summary>
    public Task PingAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Post, PathOf(webhookId) + "/ping") { IsRepeatable = false }, cancellationToken);

    /// <summary>Lists all dead letters; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(string webhookId, int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<DeadLetter>(_transport, DeadLettersOf(webhookId), pageSize, cancellationToken);

    /// <summary>Queues all dead letters for delivery again; returns their number.</summary>
    public async Task<int> ReplayDeadLettersAsync(string webhookId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync<ReplayResult>(new AdminRequest(HttpMethod.Post, DeadLettersOf(webhookId) + "/replay"), cancellationToken)).Replayed;

    /// <summary>Queues one dead letter for delivery again.</summary>
    public Task ReplayDeadLetterAsync(string webhookId, string letterId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Post, $"{DeadLettersOf(webhookId)}/{Uri.EscapeDataString(letterId)}/replay"), cancellationToken);

    private static string PathOf(string webhookId) => Root + "/" + Uri.EscapeDataString(webhookId);

    private static string DeadLettersOf(string webhookId) => PathOf(webhookId) + "/dead-letters";
}
