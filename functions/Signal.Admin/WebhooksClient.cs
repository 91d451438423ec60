using System.Text.Json.Nodes;

namespace Signal.Admin;

/// <summary>Webhooks, and the events that could not be delivered to them.</summary>
public sealed class WebhooksClient
{
    private const string Root = "v1/webhooks";
    private readonly AdminTransport _transport;

    internal WebhooksClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a webhook. The answer holds its secret, which is shown this once.</summary>
    public Task<Webhook> CreateAsync(WebhookSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Reads all webhooks of the service.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync<ListPage<Webhook>>(new AdminRequest(HttpMethod.Get, Root), cancellationToken)).Items;

    /// <summary>Reads a webhook.</summary>
    public Task<Webhook> GetAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Get, PathOf(webhookId)), cancellationToken);

    /// <summary>Changes some settings: a JSON merge patch (RFC 7396), in which null removes.</summary>
    public Task<Webhook> PatchAsync(string webhookId, JsonObject patch, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Patch, PathOf(webhookId)) { Body = patch }, cancellationToken);

    /// <summary>Deletes a webhook with the events that wait for delivery.</summary>
    public Task DeleteAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(webhookId)), cancellationToken);

    /// <summary>Creates a new secret, shown this once; for a day the former one signs too.</summary>
    public Task<Webhook> RotateSecretAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Webhook>(new AdminRequest(HttpMethod.Post, PathOf(webhookId) + "/secret") { IsRepeatable = false }, cancellationToken);

    /// <summary>Sends an event of type <c>ping</c>.</summary>
    public Task PingAsync(string webhookId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Post, PathOf(webhookId) + "/ping") { IsRepeatable = false }, cancellationToken);

    /// <summary>Reads all events that could not be delivered.</summary>
    public IAsyncEnumerable<DeadLetter> ListDeadLettersAsync(string webhookId, int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<DeadLetter>(_transport, DeadLettersOf(webhookId), pageSize, cancellationToken);

    /// <summary>Delivers again all events that could not be delivered; returns how many.</summary>
    public async Task<int> ReplayDeadLettersAsync(string webhookId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync<ReplayResult>(new AdminRequest(HttpMethod.Post, DeadLettersOf(webhookId) + "/replay"), cancellationToken)).Replayed;

    /// <summary>Delivers again one event that could not be delivered.</summary>
    public Task ReplayDeadLetterAsync(string webhookId, string letterId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Post, $"{DeadLettersOf(webhookId)}/{Uri.EscapeDataString(letterId)}/replay"), cancellationToken);

    private static string PathOf(string webhookId) => Root + "/" + Uri.EscapeDataString(webhookId);

    private static string DeadLettersOf(string webhookId) => PathOf(webhookId) + "/dead-letters";
}
