using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Signal.Functions.Storage;

namespace Signal.Functions.Http;

/// <summary>
/// Makes creation repeatable: the header <c>Idempotency-Key</c> reserves the id of what will be created, before it is created. A repetition, even
/// after a crash half-way, works on with the same id, so that there is never a second one.
/// </summary>
public sealed class IdempotencyKeys(TableDatabase database, IOptions<HttpOptions> options, TimeProvider time) : IOwnedByService
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private readonly Table<IdempotencyEntity> _keys = database.Open<IdempotencyEntity>(TableNames.IdempotencyKeys);

    /// <summary>The id for what the request creates: reserved before, or new.</summary>
    /// <exception cref="ProblemException">400: not a usable key. 422: used for another request.</exception>
    public async Task<string> ReserveAsync(CallContext context, ReadOnlyMemory<byte> body, string newId)
    {
        if (context.Request.Headers[Header] is not [{ } key])
        {
            return newId;
        }

        if (key.Length is 0 or > 255)
        {
            throw Problems.BadRequest("Idempotency-Key has 1 to 255 characters.").AsException();
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

    /// <summary>Forgets old keys.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_keys, Azure.Data.Tables.TableClient.CreateQueryFilter($"CreatedAt lt {time.GetUtcNow() - options.Value.IdempotencyWindow}"), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_keys, Filter.Partition(serviceId), cancellationToken);
}
