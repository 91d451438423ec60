using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Signal.Functions.Secrets;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Finds services for authentication, with a short-lived cache. Imports the superservice from the configuration.</summary>
public sealed class ServiceDirectory(TableDatabase database, ServiceKeys keys, IOptions<AdminOptions> options, TimeProvider time)
{
    // Longer than the platform lets a request run.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    private readonly Table<ServiceEntity> _services = database.Open<ServiceEntity>(TableNames.Services);
    private readonly ConcurrentDictionary<string, (ServiceAccount Account, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>How long after a change of a service requests may still act on its former state.</summary>
    public TimeSpan ChangeDelay => options.Value.ServiceCache + LongestRequest;

    /// <summary>Whether the id is that of the superservice.</summary>
    public bool IsSuperservice(string serviceId) => serviceId == options.Value.SuperserviceId;

    /// <summary>Finds a service; null when it does not exist, or is being deleted.</summary>
    public async ValueTask<ServiceAccount?> FindAsync(string serviceId, CancellationToken cancellationToken)
    {
        if (!Ids.IsWellFormed(serviceId))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (_known.TryGetValue(serviceId, out var known) && now < known.Until)
        {
            return known.Account;
        }

        var entity = await _services.GetAsync(ServiceEntity.Partition, serviceId, cancellationToken);
        if (IsSuperservice(serviceId))
        {
            entity = await TakeOverConfiguredKeyAsync(entity, cancellationToken);
        }

        if (entity is null or { Deleting: true })
        {
            _known.TryRemove(serviceId, out _);
            return null;
        }

        var account = new ServiceAccount(
            serviceId, entity.Name, IsSuperservice(serviceId), keys.Open(entity), RoomQuotaOf(entity), entity.MaxParticipants, entity.AllowedRegions);
        _known[serviceId] = (account, now + options.Value.ServiceCache);
        return account;
    }

    /// <summary>
    /// Reads an existing service again, as the lookup of an unknown one does: the time of a rejection must not reveal whether the service
    /// exists.
    /// </summary>
    public async Task RefuseAsync(string serviceId, ServiceAccount? found, CancellationToken cancellationToken)
    {
        if (found is not null)
        {
            await _services.GetAsync(ServiceEntity.Partition, serviceId, cancellationToken);
        }
    }

    /// <summary>Invalidates the cached service after a local change.</summary>
    public void Forget(string serviceId) => _known.TryRemove(serviceId, out _);

    private RoomQuota? RoomQuotaOf(ServiceEntity entity)
    {
        var since = entity.MaxRoomsSince ?? entity.CreatedAt;
        return entity.MaxRooms is { } max ? new RoomQuota(max, since, since + ChangeDelay) : null;
    }

    private async Task<ServiceEntity?> TakeOverConfiguredKeyAsync(ServiceEntity? entity, CancellationToken cancellationToken)
    {
        if (options.Value.SuperserviceKey is not { Length: > 0 } key)
        {
            return entity;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("superservice " + key)));
        while (entity?.ConfiguredKeyHash != hash)
        {
            var now = time.GetUtcNow();
            var sealedKey = keys.Seal(options.Value.SuperserviceId, key, now);
            var isNew = entity is null;
            entity ??= new ServiceEntity
            {
                PartitionKey = ServiceEntity.Partition,
                RowKey = options.Value.SuperserviceId,
                Name = "superservice",
                CreatedAt = now,
            };
            var graceEnds = now + options.Value.SuperserviceKeyGrace;
            entity.Keys =
            [
                sealedKey,
                .. entity.Keys
                    .OrderByDescending(k => k.CreatedAt)
                    .Take(1)
                    .Select(k => k with { ExpiresAt = k.ExpiresAt < graceEnds ? k.ExpiresAt : graceEnds }),
            ];
            entity.ConfiguredKeyHash = hash;
            var written = isNew ? await _services.TryInsertAsync(entity, cancellationToken) : await _services.TryReplaceAsync(entity, cancellationToken);
            if (!written)
            {
                entity = await _services.GetAsync(ServiceEntity.Partition, options.Value.SuperserviceId, cancellationToken);
            }
        }

        return entity;
    }
}
