using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Signal.Functions.Secrets;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Finds services for authentication; remembers them for a moment. Takes the superservice over from the configuration.</summary>
public sealed class ServiceDirectory(TableDatabase database, ServiceKeys keys, IOptions<AdminOptions> options, TimeProvider time)
{
    private readonly Table<ServiceEntity> _services = database.Open<ServiceEntity>(TableNames.Services);
    private readonly ConcurrentDictionary<string, (ServiceAccount Account, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Is this the superservice's id?</summary>
    public bool IsSuperservice(string serviceId) => serviceId == options.Value.SuperserviceId;

    /// <summary>Finds a service; null when there is none, or it is being deleted.</summary>
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

        var account = new ServiceAccount(serviceId, entity.Name, IsSuperservice(serviceId), keys.Open(entity), entity.MaxRooms, entity.MaxParticipants);
        _known[serviceId] = (account, now + options.Value.ServiceCache);
        return account;
    }

    /// <summary>
    /// Reads a service that was found once more, as finding none had to: so that the time of a refusal does not tell whether there is such a service.
    /// </summary>
    public async Task RefuseAsync(string serviceId, ServiceAccount? found, CancellationToken cancellationToken)
    {
        if (found is not null)
        {
            await _services.GetAsync(ServiceEntity.Partition, serviceId, cancellationToken);
        }
    }

    /// <summary>Forgets what is known of a service, after a change made here.</summary>
    public void Forget(string serviceId) => _known.TryRemove(serviceId, out _);

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
            entity ??= new ServiceEntity { PartitionKey = ServiceEntity.Partition, RowKey = options.Value.SuperserviceId, Name = "superservice", CreatedAt = now };
            var graceEnds = now + options.Value.SuperserviceKeyGrace;
            entity.Keys =
            [
                sealedKey,
                .. entity.Keys.OrderByDescending(k => k.CreatedAt).Take(1).Select(k => k with { ExpiresAt = k.ExpiresAt < graceEnds ? k.ExpiresAt : graceEnds }),
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
