using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Signal.Functions.Storage;

namespace Signal.Functions.Http;

/// <summary>
/// Makes creation idempotent: the header <c>Idempotency-Key</c> reserves the id of the resource before it is created. A retry, even after a
/// crash half-way, continues with the same id, so that the resource is never created twice.
/// </summary>
public sealed class IdempotencyKeys(TableDatabase database, IOptions<HttpOptions> options, TimeProvider time) : IOwnedByService
{
    /// <summary>The name of the header.</summary>
    public const string Header = "Idempotency-Key";

    private readonly Table<IdempotencyEntity> _keys = database.Open<IdempotencyEntity>(TableNames.IdempotencyKeys);

    /// <summary>Returns the id for the resource that the request creates: the reserved one, or the new one.</summary>
    /// <exception cref="ProblemException">400: invalid key. 422: the key was used for another request.</exception>
    public async Task<string> ReserveAsync(CallContext context, ReadOnlyMemory<byte> body, string newId)
    {
        if (context.Request.Headers[Header] is not [{ } key])
        {
            return newId;
        }

        if (key.Length is 0 or > 255)
        {
            throw Problems.BadRequest("Idempotency-Key must have 1 to 255 characters.").AsException();
        }

        var request = context.Request;
        var entity = new IdempotencyEntity
        {
            PartitionKey = context.ServiceId,
            RowKey = Ids.HashKey(request.Method + " " + request.Path + " " + key),
            RequestHash = Convert.ToHexStringLower(SHA256.HashData(body.Span)),
            ResourceId = newId,
            CreatedAt = context.Now,
        };
        if (await _keys.TryInsertAsync(entity, context.Cancelled))
        {
            return newId;
        }

        var found = await _keys.GetAsync(entity.PartitionKey, entity.RowKey, context.Cancelled);
        return found is null || found.RequestHash == entity.RequestHash
            ? found?.ResourceId ?? newId
            : throw Problems.Make(422, ProblemCodes.IdempotencyKeyReused, "The Idempotency-Key was used for another request.").AsException();
    }

    /// <summary>Deletes expired keys.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.IdempotencyWindow;
        return Sweeper.DeleteAsync(_keys, Azure.Data.Tables.TableClient.CreateQueryFilter($"CreatedAt lt {oldest}"), cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_keys, Filter.Partition(serviceId), cancellationToken);
}
