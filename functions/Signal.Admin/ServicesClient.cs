namespace Signal.Admin;

/// <summary>Services (tenants).</summary>
public sealed class ServicesClient
{
    private const string Root = "v1/services";
    private readonly AdminTransport _transport;

    internal ServicesClient(AdminTransport transport) => _transport = transport;

    /// <summary>Creates a service. The answer holds its key, which is shown this once.</summary>
    public Task<Service> CreateAsync(ServiceSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Service>(
            new AdminRequest(HttpMethod.Post, Root) { Body = spec, IdempotencyKey = idempotencyKey ?? Guid.NewGuid().ToString() }, cancellationToken);

    /// <summary>Reads a service.</summary>
    public Task<Service> GetAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Service>(new AdminRequest(HttpMethod.Get, PathOf(serviceId)), cancellationToken);

    /// <summary>Reads all services.</summary>
    public IAsyncEnumerable<Service> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Service>(_transport, Root, pageSize, cancellationToken);

    /// <summary>Deletes a service with all that it owns.</summary>
    public Task DeleteAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(serviceId)), cancellationToken);

    /// <summary>Gives a service a further key, shown this once; the one before stays valid for a while.</summary>
    public Task<Service> RotateKeyAsync(string serviceId, TimeSpan? grace = null, CancellationToken cancellationToken = default)
    {
        var query = grace is { } time ? FormattableString.Invariant($"?graceSeconds={(long)time.TotalSeconds}") : "";
        return _transport.SendAsync<Service>(new AdminRequest(HttpMethod.Post, PathOf(serviceId) + "/keys" + query) { IsRepeatable = false }, cancellationToken);
    }

    /// <summary>Ends a key at once.</summary>
    public Task RevokeKeyAsync(string serviceId, string keyId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, $"{PathOf(serviceId)}/keys/{Uri.EscapeDataString(keyId)}"), cancellationToken);

    private static string PathOf(string serviceId) => Root + "/" + Uri.EscapeDataString(serviceId);
}
