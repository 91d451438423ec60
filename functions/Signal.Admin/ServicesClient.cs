using System.Text.Json.Nodes;

namespace Signal.Admin;

/// <summary>Manages services (tenants). Requires the superservice, except that a service may manage its own keys.</summary>
public sealed class ServicesClient
{
    private const string Root = "v1/services";
    private readonly AdminTransport _transport;

    internal ServicesClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a service. Only this response contains its key, in <see cref="Service.NewKey"/>.</summary>
    public Task<Service> CreateAsync(ServiceSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Service>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Gets a service.</summary>
    public Task<Service> GetAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Service>(new AdminRequest(HttpMethod.Get, PathOf(serviceId)), cancellationToken);

    /// <summary>Lists all services; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<Service> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Service>(_transport, Root, pageSize, cancellationToken);

    /// <summary>Changes some settings of a service: a JSON merge patch (RFC 7396).</summary>
    public Task<Service> PatchAsync(string serviceId, JsonObject patch, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Service>(new AdminRequest(HttpMethod.Patch, PathOf(serviceId)) { Body = patch }, cancellationToken);

    /// <summary>Deletes a service and all its resources.</summary>
    public Task DeleteAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(serviceId)), cancellationToken);

    /// <summary>
    /// Adds a key to a service. Only this response contains the key, in <see cref="Service.NewKey"/>. The previous key stays valid for
    /// <paramref name="grace"/>.
    /// </summary>
    public Task<Service> RotateKeyAsync(string serviceId, TimeSpan? grace = null, CancellationToken cancellationToken = default)
    {
        var query = grace is { } time ? FormattableString.Invariant($"?graceSeconds={(long)time.TotalSeconds}") : "";
        var request = new AdminRequest(HttpMethod.Post, PathOf(serviceId) + "/keys" + query) { IsRepeatable = false };
        return _transport.SendAsync<Service>(request, cancellationToken);
    }

    /// <summary>Revokes a key immediately.</summary>
    public Task RevokeKeyAsync(string serviceId, string keyId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, $"{PathOf(serviceId)}/keys/{Uri.EscapeDataString(keyId)}"), cancellationToken);

    private static string PathOf(string serviceId) => Root + "/" + Uri.EscapeDataString(serviceId);
}
