using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Creates, lists, changes and deletes services.</summary>
public sealed class ServiceRegistry(
    TableDatabase database, ServiceKeys keys, ServiceDirectory directory, IEnumerable<IOwnedByService> owned, TimeProvider time)
{
    /// <summary>The maximum number of keys of a service.</summary>
    public const int MaxKeys = 2;

    private readonly Table<ServiceEntity> _services = database.Open<ServiceEntity>(TableNames.Services);

    /// <summary>Creates a service; when the id is taken by an earlier attempt of the same request, returns the existing service.</summary>
    /// <param name="id">The id of the service.</param>
    /// <param name="spec">The settings.</param>
    /// <param name="key">The first key; null: a generated one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Service> CreateAsync(string id, ServiceSpec spec, string? key, CancellationToken cancellationToken)
    {
        spec.Validate();
        var now = time.GetUtcNow();
        var entity = new ServiceEntity
        {
            PartitionKey = ServiceEntity.Partition,
            RowKey = id,
            CreatedAt = now,
            Keys = [keys.Seal(id, key ?? ServiceKeys.Generate(), now)],
        };
        spec.CopyTo(entity);
        if (!await _services.TryInsertAsync(entity, cancellationToken))
        {
            entity = await FindEntityAsync(id, cancellationToken) ?? throw Problems.Conflict("The service was deleted.").AsException();
        }

        var newest = keys.Open(entity)[0];
        return Service.Of(entity) with { NewKey = new NewServiceKey(newest.Id, newest.Value) };
    }

    /// <summary>Finds a service; null when it does not exist.</summary>
    public async Task<Service?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindEntityAsync(id, cancellationToken) is { } entity ? Service.Of(entity) : null;

    /// <summary>One page of all services.</summary>
    public async Task<Page<Service>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        var page = await _services.PageAsync(Filter.Partition(ServiceEntity.Partition), limit, continuation, cancellationToken);
        return new Page<Service>([.. page.Items.Where(s => !s.Deleting).Select(Service.Of)], page.Continuation);
    }

    /// <summary>Changes the settings of a service.</summary>
    /// <param name="id">The id of the service.</param>
    /// <param name="change">Returns the settings for the present ones; may be called again when the service is changed concurrently.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The service; null when it does not exist.</returns>
    /// <exception cref="ProblemException">400: a setting is not valid.</exception>
    public async Task<Service?> UpdateAsync(string id, Func<ServiceSpec, ServiceSpec> change, CancellationToken cancellationToken)
    {
        var entity = await ChangeAsync(
            id,
            service =>
            {
                var spec = change(ServiceSpec.Of(service));
                spec.Validate();
                if (service.MaxRooms is null)
                {
                    service.MaxRoomsSince = spec.MaxRooms is null ? null : time.GetUtcNow();
                }

                spec.CopyTo(service);
            },
            cancellationToken);
        return entity is null ? null : Service.Of(entity);
    }

    /// <summary>
    /// Adds a key to a service. The others expire after a grace period, the oldest immediately when there would be more than two.
    /// </summary>
    /// <returns>The service with its new key; null when it does not exist.</returns>
    public async Task<Service?> RotateKeyAsync(string id, TimeSpan grace, CancellationToken cancellationToken)
    {
        var value = ServiceKeys.Generate();
        SealedKey? added = null;
        var entity = await ChangeAsync(
            id,
            service =>
            {
                var now = time.GetUtcNow();
                added = keys.Seal(id, value, now);
                var kept = service.Keys.Where(k => k.ExpiresAt is not { } end || now < end).OrderByDescending(k => k.CreatedAt).Take(MaxKeys - 1);
                service.Keys = [added, .. kept.Select(k => k with { ExpiresAt = Earlier(k.ExpiresAt, now + grace) })];
            },
            cancellationToken);
        return entity is null ? null : Service.Of(entity) with { NewKey = new NewServiceKey(added!.Id, value) };
    }

    /// <summary>Revokes a key immediately.</summary>
    /// <returns>False when the key does not exist.</returns>
    /// <exception cref="ProblemException">409: no key without an expiry would remain.</exception>
    public async Task<bool> RevokeKeyAsync(string id, string keyId, CancellationToken cancellationToken)
    {
        var found = false;
        await ChangeAsync(
            id,
            service =>
            {
                found = service.Keys.Any(k => k.Id == keyId);
                var rest = service.Keys.Where(k => k.Id != keyId).ToArray();
                service.Keys = !found || rest.Any(k => k.ExpiresAt is null)
                    ? rest
                    : throw Problems.Conflict("A service must keep at least one key without an expiry. Rotate first.").AsException();
            },
            cancellationToken);
        return found;
    }

    /// <summary>
    /// Deletes a service with all its data. Its credentials become invalid first; <see cref="FinishDeletionsAsync"/> completes the deletion.
    /// </summary>
    /// <returns>False when it does not exist.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (directory.IsSuperservice(id))
        {
            throw Problems.Conflict("The superservice cannot be deleted.").AsException();
        }

        var entity = await ChangeAsync(id, service => (service.Deleting, service.DeletingSince) = (true, time.GetUtcNow()), cancellationToken);
        if (entity is null)
        {
            return false;
        }

        await DeleteOwnedAsync(id, cancellationToken);
        return true;
    }

    /// <summary>
    /// Deletes the data of deleted services again, and then the services whose deletion is known everywhere: until then, an instance that had
    /// read the service before may have created rooms.
    /// </summary>
    public async Task FinishDeletionsAsync(CancellationToken cancellationToken)
    {
        var knownEverywhere = time.GetUtcNow() - directory.ChangeDelay;
        await foreach (var entity in _services.QueryAsync(Filter.Partition(ServiceEntity.Partition) + " and Deleting eq true", cancellationToken))
        {
            await DeleteOwnedAsync(entity.RowKey, cancellationToken);

            // A former version of the app stored no time.
            if (entity.DeletingSince is null || entity.DeletingSince < knownEverywhere)
            {
                await _services.DeleteAsync(entity.PartitionKey, entity.RowKey, cancellationToken);
            }
        }
    }

    private async Task DeleteOwnedAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var part in owned)
        {
            await part.DeleteOwnedAsync(id, cancellationToken);
        }
    }

    private async Task<ServiceEntity?> ChangeAsync(string id, Action<ServiceEntity> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entity = await FindEntityAsync(id, cancellationToken);
            if (entity is null)
            {
                return null;
            }

            change(entity);
            if (await _services.TryReplaceAsync(entity, cancellationToken))
            {
                directory.Forget(id);
                return entity;
            }
        }
    }

    private async Task<ServiceEntity?> FindEntityAsync(string id, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(id) && await _services.GetAsync(ServiceEntity.Partition, id, cancellationToken) is { Deleting: false } entity ? entity : null;

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a < b ? a.Value : b;
}
